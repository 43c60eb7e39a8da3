import collections from './data/ansibleCollections.json';
import { lazyScript, type Script } from '../script';
import type { ServerSite } from '../../site';
import { linuxPlay } from './ansibleLinux';
import { yaml } from './ansibleValues';
import { windowsPlay } from './ansibleWindows';
import { endLine, type Fragment, join, nothing } from '../writing/fragment';
import { exitCodes } from './exitCodes';
import type { ExitCode } from '../writing/comment';
import { onboardingCodes } from './header';
import { comment } from '../writing/comment';
import { routeOf, secretOf } from './onboarding';

/**
 * Onboards the hosts of the groups `linux` and `windows`. It changes nothing in check mode or on a connected server. A secret
 * is read on the control node and reaches a server as a file for its administrators only.
 */
export const ansiblePlaybook = (site: ServerSite): Script =>
  lazyScript({ kind: 'ansible', os: 'any', language: 'yaml', fileName: 'onboard.yml' }, () => playbookText(site));

function playbookText(site: ServerSite): Fragment {
  const { os } = site.servers;
  const plays = [
    os.includes('linux') ? linuxPlay(site) : nothing,
    os.includes('windows') ? windowsPlay(site) : nothing,
  ];
  return endLine(join([header(site), yaml`---`, join(plays, '\n\n')], '\n'));
}

function header(site: ServerSite): Fragment {
  const secret = secretOf(site.identity);
  const lines = [
    `Onboard to Azure Arc ${routeOf(site)} (${site.azure.region})`,
    'ansible-playbook --inventory <inventory> onboard.yml, with the groups linux and windows. Test it with --check.',
    ...(secret
      ? [`${secret.name} is read from ${secret.variable} on the control node, or from arc_secret in a vault.`]
      : []),
    ...(site.servers.os.includes('windows')
      ? [`Windows hosts require the collection ansible.windows ${collections.windows.since} or newer.`]
      : []),
    'Safe to run more than once: servers that are already connected are not changed.',
  ];
  return comment(lines, codes(site), ' · ', 'The message of a failed host starts with');
}

/** Ansible itself reports missing privileges. */
function codes(site: ServerSite): ExitCode[] {
  const unnamed: readonly ExitCode[] = [exitCodes.done, exitCodes.notPrivileged];
  return onboardingCodes(site).filter((code) => !unnamed.includes(code));
}

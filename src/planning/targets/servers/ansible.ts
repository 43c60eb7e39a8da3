import type { Script } from '../script';
import type { ServerSite } from '../../site';
import { linuxPlay } from './ansibleLinux';
import { yaml } from './ansibleValues';
import { windowsPlay } from './ansibleWindows';
import { type Fragment, join, nothing } from './fragment';
import { type ExitCode, exitCodes } from './exitCodes';
import { comment, onboardingCodes } from './header';
import { routeOf, secretOf } from './onboarding';

/**
 * An Ansible playbook that onboards the hosts of the groups `linux` and `windows`. It changes nothing in check mode, and
 * nothing on a server that is connected already. A secret comes from the environment of the control node or from a
 * variable of a vault, and reaches a server as a file for its administrators alone.
 */
export function ansiblePlaybook(site: ServerSite): Script {
  const { os } = site.servers;
  const plays = [
    os.includes('linux') ? linuxPlay(site) : nothing,
    os.includes('windows') ? windowsPlay(site) : nothing,
  ];
  const { text, marks } = join([header(site), yaml`---`, join(plays, '\n\n')], '\n');
  return { kind: 'ansible', os: 'any', language: 'yaml', fileName: 'onboard.yml', text: `${text}\n`, marks };
}

function header(site: ServerSite): Fragment {
  const secret = secretOf(site.identity);
  const lines = [
    `Onboard to Azure Arc ${routeOf(site)} (${site.azure.region})`,
    'ansible-playbook --inventory <inventory> onboard.yml, with the groups linux and windows. Try it with --check.',
    ...(secret ? [`${secret.name} is read from ${secret.variable} on this side, or from arc_secret in a vault.`] : []),
    ...(site.servers.os.includes('windows')
      ? ['Windows hosts need the collection ansible.windows, 1.11 or newer.']
      : []),
    'Safe to run again: a server that is connected already is left as it is.',
  ];
  return comment(lines, codes(site), ' · ', 'A failed host’s message begins with');
}

/** Whether somebody may install something is what Ansible itself finds out, and says in its own words. */
function codes(site: ServerSite): ExitCode[] {
  const unnamed: readonly ExitCode[] = [exitCodes.done, exitCodes.notPrivileged];
  return onboardingCodes(site).filter((code) => !unnamed.includes(code));
}

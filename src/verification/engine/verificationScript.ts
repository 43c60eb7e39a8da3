import { shellOf } from '../../kernel/knowledge/operatingSystems';
import { scriptTitles } from '../../kernel/knowledge/scriptTitles';
import type { RemoteScript } from '../../kernel/ports';
import type { OperatingSystem } from '../../kernel/resources';
import type { Fragment } from '../../planning/targets/servers';
import { type CheckNeeds, hasFlags } from './agentCheckScript';
import { collectBash } from './collectBash';
import { collectPowershell } from './collectPowershell';
import { collectionLimits } from './collectionLimits';

const { config, show, version, check } = collectionLimits.seconds;
const wholeTime = (config + 2 * show + version + check + 30) * 1000;

/** Needs root or administrator rights. */
export const verificationScript = (os: OperatingSystem, needs: CheckNeeds = {}): RemoteScript =>
  remoteScript(os, titles[os][hasFlags(needs) ? 'furtherAgent' : 'agent'], collectors[os](needs));

export const arcProxyLogScript = (os: OperatingSystem): RemoteScript =>
  remoteScript(os, titles[os].proxyLog, collectors[os]('log'));

const titles: Readonly<Record<OperatingSystem, Readonly<Record<'agent' | 'furtherAgent' | 'proxyLog', string>>>> = {
  linux: {
    agent: scriptTitles.readAgentOnLinux,
    furtherAgent: scriptTitles.readAgentAndFurtherOnLinux,
    proxyLog: scriptTitles.readProxyLogOnLinux,
  },
  windows: {
    agent: scriptTitles.readAgentOnWindows,
    furtherAgent: scriptTitles.readAgentAndFurtherOnWindows,
    proxyLog: scriptTitles.readProxyLogOnWindows,
  },
};

const collectors: Readonly<Record<OperatingSystem, (what: 'log' | CheckNeeds) => Fragment>> = {
  linux: collectBash,
  windows: collectPowershell,
};

const remoteScript = (os: OperatingSystem, title: string, { text }: Fragment): RemoteScript => ({
  title,
  shell: shellOf[os],
  text: `${text}\n`,
  isElevated: true,
  timeoutMilliseconds: wholeTime,
  outputLimit: 16_384,
});

/** In execution order. */
export const verificationScripts = (
  os: OperatingSystem,
  needs: CheckNeeds,
  { withLog }: { readonly withLog: boolean },
): readonly RemoteScript[] => [verificationScript(os, needs), ...(withLog ? [arcProxyLogScript(os)] : [])];

import { shellOf } from '../../kernel/knowledge/operatingSystems';
import { scriptTitles } from '../../kernel/knowledge/scriptTitles';
import type { RemoteScript } from '../../kernel/ports';
import type { OperatingSystem } from '../../kernel/resources';
import type { Fragment } from '../../planning/targets/servers';
import { collectBash } from './collectBash';
import { collectPowershell } from './collectPowershell';
import { collectionLimits } from './collectionLimits';

const { config, show, check } = collectionLimits.seconds;
const wholeTime = (config + 2 * show + check + 30) * 1000;

/** Needs root or administrator rights. */
export const verificationScript = (os: OperatingSystem): RemoteScript =>
  remoteScript(os, titles[os].agent, collectors[os](false));

export const arcProxyLogScript = (os: OperatingSystem): RemoteScript =>
  remoteScript(os, titles[os].proxyLog, collectors[os](true));

const titles: Readonly<Record<OperatingSystem, { readonly agent: string; readonly proxyLog: string }>> = {
  linux: { agent: scriptTitles.readAgentOnLinux, proxyLog: scriptTitles.readProxyLogOnLinux },
  windows: { agent: scriptTitles.readAgentOnWindows, proxyLog: scriptTitles.readProxyLogOnWindows },
};

const collectors: Readonly<Record<OperatingSystem, (withLog: boolean) => Fragment>> = {
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
export const verificationScripts = (os: OperatingSystem, { withLog }: { readonly withLog: boolean }) =>
  withLog ? ([verificationScript(os), arcProxyLogScript(os)] as const) : ([verificationScript(os)] as const);

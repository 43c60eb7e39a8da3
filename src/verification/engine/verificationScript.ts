import { shellOf, systemNames } from '../../kernel/knowledge/operatingSystems';
import type { RemoteScript } from '../../kernel/ports';
import type { OperatingSystem } from '../../kernel/resources';
import type { Fragment } from '../../planning/targets/servers';
import { collectBash } from './collectBash';
import { collectPowershell } from './collectPowershell';
import { collectionLimits } from './collectionLimits';

const { config, show, check } = collectionLimits.seconds;
const wholeTime = (config + 2 * show + check + 30) * 1000;

/**
 * What is run on a machine to verify it: asks the agent for its connection type, its state and its own check. It runs as
 * root or administrator, for the agent gives its settings and checks to no one else.
 */
export const verificationScript = (os: OperatingSystem): RemoteScript =>
  remoteScript(os, 'read what the agent says of its connection', collectors[os](false));

/** The end of the Arc proxy's log, in a run of its own. */
export const arcProxyLogScript = (os: OperatingSystem): RemoteScript =>
  remoteScript(os, 'read the end of the Arc proxy’s log', collectors[os](true));

const collectors: Readonly<Record<OperatingSystem, (withLog: boolean) => Fragment>> = {
  linux: collectBash,
  windows: collectPowershell,
};

const remoteScript = (os: OperatingSystem, title: string, { text }: Fragment): RemoteScript => ({
  // A person agrees to both at once where machines of both systems are verified.
  title: `${title}, on ${systemNames[os]}`,
  shell: shellOf[os],
  text: `${text}\n`,
  isElevated: true,
  timeoutMilliseconds: wholeTime,
  outputLimit: 16_384,
});

/** All that runs on a machine to verify it, in order. */
export const verificationScripts = (os: OperatingSystem, { withLog }: { readonly withLog: boolean }) =>
  withLog ? ([verificationScript(os), arcProxyLogScript(os)] as const) : ([verificationScript(os)] as const);

import * as l10n from '@vscode/l10n';
import { shellOf, systemNames } from '../../kernel/knowledge/operatingSystems';
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
  remoteScript(os, l10n.t`read the agent’s connection state, on ${systemNames[os]}`, collectors[os](false));

export const arcProxyLogScript = (os: OperatingSystem): RemoteScript =>
  remoteScript(os, l10n.t`read the end of the Arc proxy’s log, on ${systemNames[os]}`, collectors[os](true));

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

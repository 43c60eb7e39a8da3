import * as l10n from '@vscode/l10n';
import type { RemoteScript } from '../../../kernel/ports';

/** Characters of one result. */
const longestLine = 240;
/** Probes that run at once. */
const wave = 32;
const longestProbeMilliseconds = 9000;

export const scriptOf = (shell: RemoteScript['shell'], text: string, probes: number): RemoteScript => ({
  title: l10n.t('check which Azure Arc endpoints are reachable'),
  shell,
  text,
  isElevated: false,
  timeoutMilliseconds: 30_000 + Math.ceil(probes / wave) * longestProbeMilliseconds,
  outputLimit: 1000 + probes * longestLine,
});

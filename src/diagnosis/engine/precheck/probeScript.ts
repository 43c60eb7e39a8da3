import { scriptTitles } from '../../../kernel/knowledge/scriptTitles';
import type { RemoteScript } from '../../../kernel/ports';

/** Characters of one result. */
const longestLine = 240;
/** Probes that run at once. */
const wave = 32;
const longestProbeMilliseconds = 9000;

export const scriptOf = (shell: RemoteScript['shell'], text: string, probes: number): RemoteScript => ({
  title: scriptTitles.checkEndpoints,
  shell,
  text,
  isElevated: false,
  timeoutMilliseconds: 30_000 + Math.ceil(probes / wave) * longestProbeMilliseconds,
  outputLimit: 1000 + probes * longestLine,
});

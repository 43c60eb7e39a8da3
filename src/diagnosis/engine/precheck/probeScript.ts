import { scriptTitles } from '../../../kernel/knowledge/scriptTitles';
import type { RemoteScript } from '../../../kernel/ports';

/** Characters of one result, and of its certificates. */
const longestLine = 240;
const usualChain = 16_000;
/** Probes that run at once. */
const wave = 32;
const longestProbeMilliseconds = 17_000;

export const scriptOf = (shell: RemoteScript['shell'], text: string, probes: number): RemoteScript => ({
  title: scriptTitles.checkEndpoints,
  shell,
  text,
  isElevated: false,
  timeoutMilliseconds: 30_000 + Math.ceil(probes / wave) * longestProbeMilliseconds,
  outputLimit: 1000 + probes * (longestLine + usualChain),
});

import type { RemoteScript } from '../../../kernel/ports';

// A line of a probe is hardly ever longer.
const longestLine = 240;
const wave = 32;
const longestProbe = 9000;

/** A script of probes, with the time and the room it needs. */
export const scriptOf = (shell: RemoteScript['shell'], text: string, probes: number): RemoteScript => ({
  title: 'check which endpoints of Azure Arc can be reached',
  shell,
  text,
  isElevated: false,
  timeoutMilliseconds: 30_000 + Math.ceil(probes / wave) * longestProbe,
  outputLimit: 1000 + probes * longestLine,
});

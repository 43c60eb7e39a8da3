import { bashShell } from './bashShell';
import type { ScriptReader } from './reader';
import { wholeRegion } from './region';

export const bashReader: ScriptReader = {
  kind: 'bash',
  shell: bashShell,
  regionsOf: (text) => [wholeRegion(text, 'bash')],
};

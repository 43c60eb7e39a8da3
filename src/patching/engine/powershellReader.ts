import { powershell as dialect } from './dialect';
import { parsePowershell } from './powershell/parse';
import { readPowershell } from './powershellModel';
import type { ScriptReader } from './reader';
import { wholeRegion } from './region';

export const powershellReader: ScriptReader = {
  kind: 'powershell',
  shell: {
    language: 'powershell',
    dialect,
    parse: parsePowershell,
    readModel: readPowershell,
    innerRegions: () => [],
  },
  regionsOf: (text) => [wholeRegion(text, 'powershell')],
};

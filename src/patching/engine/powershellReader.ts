import { powershell as dialect } from './dialect';
import { hereStringRegions } from './hereStrings';
import { parsePowershell } from './powershell/parse';
import { readPowershell } from './powershellModel';
import type { ScriptReader } from './reader';
import { wholeRegion } from './region';
import { checkUnreadStatements } from './unreadStatements';

export const powershellReader: ScriptReader = {
  kind: 'powershell',
  shell: {
    language: 'powershell',
    dialect,
    parse: parsePowershell,
    readModel: readPowershell,
    checkRegion: checkUnreadStatements,
    innerRegions: hereStringRegions,
  },
  loadParserCheck: async () => (await import('./powershellCheck')).powershellCheck,
  regionsOf: (text) => [wholeRegion(text, 'powershell')],
};

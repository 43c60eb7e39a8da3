import { bashShell } from './bashShell';
import { cloudInitRegions } from './cloudInit';
import type { ScriptReader } from './reader';

export const cloudInitReader: ScriptReader = { kind: 'cloudInit', shell: bashShell, regionsOf: cloudInitRegions };

import { bashShell } from './bashShell';
import type { ScriptReader } from './reader';
import { multipartRegions } from './multipart';

export const multipartReader: ScriptReader = { kind: 'multipart', shell: bashShell, regionsOf: multipartRegions };

import { bashShell } from './bashShell';
import type { ScriptReader } from './reader';
import { multipartRegions } from './userData';

export const multipartReader: ScriptReader = { kind: 'multipart', shell: bashShell, regionsOf: multipartRegions };

import { bashShell } from './bashShell';
import { dockerfileRegions } from './dockerfile';
import type { ScriptReader } from './reader';

export const dockerfileReader: ScriptReader = { kind: 'dockerfile', shell: bashShell, regionsOf: dockerfileRegions };

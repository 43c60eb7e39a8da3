import type { RemoteScript } from '../../kernel/ports';
import type { Payload } from './payload';
import { posixPayload } from './posix';
import { powershellPayload } from './powershell';

/** `mark` is a word that nobody can guess; it says on stdout and stderr where the script's own output begins. */
export const payloadOf = (script: RemoteScript, mark: string): Payload =>
  script.shell === 'bash' ? posixPayload(script, mark) : powershellPayload(script, mark);

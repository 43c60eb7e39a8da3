import type { RemoteScript } from '../../kernel/ports';
import type { Payload } from './payload';
import { posixPayload } from './posix';
import { powershellPayload } from './powershell';

/** `mark`: an unguessable word that delimits output on stdout and stderr. */
export const payloadOf = (script: RemoteScript, mark: string): Payload =>
  script.shell === 'bash' ? posixPayload(script, mark) : powershellPayload(script, mark);

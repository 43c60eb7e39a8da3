import type { RemoteScript } from '../../kernel/ports';
import administrator from './administrator.ps1';
import { deadlineSeconds, type Payload } from './payload';
import session from './session.ps1';

function bootstrap(mark: string, seconds: number, isElevated: boolean): string {
  const own = session.replaceAll('ARC_MARK', mark).replace('ARC_SECONDS', String(seconds));
  return isElevated ? `${administrator}\n${own}` : own;
}

/** For Windows PowerShell 5.1 and later; sshd may start cmd, PowerShell, or bash. */
export function powershellPayload(script: RemoteScript, mark: string): Payload {
  const code = bootstrap(mark, deadlineSeconds(script), script.isElevated);
  const args = ['-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', encoded(code, 'utf16le')];
  return {
    argv: ['powershell.exe', ...args],
    command: ['powershell.exe', ...args].join(' '),
    input: `${encoded(script.text, 'utf8')}\n`,
    isSession: false,
  };
}

/** Safe in any shell. */
export const endProcessTree = (processId: number): string => `taskkill.exe /T /F /PID ${processId.toFixed(0)}`;

const encoded = (text: string, encoding: 'utf16le' | 'utf8'): string => Buffer.from(text, encoding).toString('base64');

import type { RemoteScript } from '../../kernel/ports';
import elevate from './elevate.sh';
import { deadlineSeconds, type Payload } from './payload';
import session from './session.sh';

/** For `bash` 3.2 and later. */
export function posixPayload(script: RemoteScript, mark: string): Payload {
  const run = ['bash', '-c', session];
  const [program = '', ...args] = script.isElevated ? ['sh', '-c', elevate, 'arc', ...run] : run;
  const text = script.text.replaceAll('\r\n', '\n');
  return {
    argv: [program, ...args],
    command: [program, ...args].map((word) => (/^[\w-]+$/.test(word) ? word : `'${word}'`)).join(' '),
    input: `${mark} ${deadlineSeconds(script)} ${Buffer.byteLength(text)}\n${text}`,
    isSession: true,
  };
}

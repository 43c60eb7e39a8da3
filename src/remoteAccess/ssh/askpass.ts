import { isRecord } from '../../kernel/isRecord';
import { randomBytes } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { parseJson } from '../../kernel/json';

/** Undefined if dismissed. */
export type Ask = (prompt: string) => Promise<string | undefined>;

/** Kept apart, so passwords can't answer host-key questions, or vice versa. */
export type Subject = 'secrets' | 'hostKeys';

interface Asker {
  readonly ask: Ask;
  readonly subject: Subject;
}

/** In characters; ssh's own prompts are one line. */
const promptLimit = 4096;

const helper = `const socket = require('node:net').connect(process.env.ARC_ASKPASS_SOCKET);
let answer = '';
socket.on('connect', () => socket.write(JSON.stringify({ key: process.env.ARC_ASKPASS_KEY, prompt: process.argv[2] ?? '' }) + '\\n'));
socket.on('data', (data) => (answer += data));
socket.on('error', () => process.exit(1));
socket.on('end', () => {
  if (!answer.endsWith('\\n')) process.exit(1);
  process.stdout.write(answer);
});
`;

const isWindows = process.platform === 'win32';

/** Helpers, one per prompt, connect to a socket only this user can access. */
export class Askpass {
  private readonly askers = new Map<string, Asker>();
  private server: Promise<Server> | undefined;
  private readonly socket: string;

  constructor(private readonly folder: string) {
    this.socket = isWindows ? `\\\\.\\pipe\\arc-${randomBytes(16).toString('hex')}` : join(folder, 'ask');
  }

  /** For one ssh; lasts until `forget`. */
  async environmentFor(
    ask: Ask,
    subject: Subject = 'secrets',
  ): Promise<{ readonly env: NodeJS.ProcessEnv; readonly forget: () => void }> {
    this.server ??= this.listen();
    await this.server;
    const key = randomBytes(16).toString('hex');
    this.askers.set(key, { ask, subject });
    return {
      env: {
        SSH_ASKPASS: join(this.folder, isWindows ? 'askpass.cmd' : 'askpass.sh'),
        SSH_ASKPASS_REQUIRE: 'force',
        // OpenSSH before 8.4 requires it.
        DISPLAY: process.env.DISPLAY ?? 'none',
        ELECTRON_RUN_AS_NODE: '1',
        ARC_ASKPASS_NODE: process.execPath,
        ARC_ASKPASS_SOCKET: this.socket,
        ARC_ASKPASS_KEY: key,
      },
      forget: () => this.askers.delete(key),
    };
  }

  async dispose(): Promise<void> {
    (await this.server?.catch(() => undefined))?.close();
  }

  private async listen(): Promise<Server> {
    const main = join(this.folder, 'askpass.cjs');
    writeFileSync(main, helper, { mode: 0o600 });
    if (isWindows) {
      writeFileSync(join(this.folder, 'askpass.cmd'), `@"%ARC_ASKPASS_NODE%" "${main}" %*\r\n`);
    } else {
      const script = join(this.folder, 'askpass.sh');
      writeFileSync(script, `#!/bin/sh\nexec "$ARC_ASKPASS_NODE" "$(dirname "$0")/askpass.cjs" "$@"\n`);
      chmodSync(script, 0o700);
    }
    const server = createServer((socket) => {
      this.serve(socket);
    });
    server.unref();
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.socket, () => {
        resolve(server);
      });
    });
  }

  private serve(socket: Socket): void {
    let text = '';
    socket.setEncoding('utf8');
    // The helper exited.
    socket.on('error', () => undefined);
    socket.on('data', (data: string) => {
      text += data;
      if (text.length > promptLimit) socket.destroy();
      else if (text.endsWith('\n')) void this.answer(text, socket);
    });
  }

  /** Ignores invalid messages and unknown keys. */
  private async answer(text: string, socket: Socket): Promise<void> {
    const message = messageIn(text);
    const asker = message && this.askers.get(message.key);
    const isAnswered = asker && (asker.subject === 'hostKeys') === isAboutHostKey(message.prompt);
    const answer = isAnswered ? await asker.ask(message.prompt).catch(() => undefined) : undefined;
    if (answer === undefined) socket.destroy();
    else socket.end(`${answer}\n`);
  }
}

const isAboutHostKey = (prompt: string): boolean => /\(yes\/no/i.test(prompt);

function messageIn(text: string): { readonly key: string; readonly prompt: string } | undefined {
  const read = parseJson(text, { depth: 1 });
  const value: unknown = read.ok ? read.value : undefined;
  if (!isRecord(value)) return undefined;
  const { key, prompt } = value;
  return typeof key === 'string' && typeof prompt === 'string' ? { key, prompt } : undefined;
}

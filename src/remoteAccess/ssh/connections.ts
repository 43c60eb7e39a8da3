import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type SshAddress, sshAddressText } from '../../kernel/sshAddress';
import { type StartedProcess, startProcess } from '../process/startProcess';
import { asOptions, controlPathOption } from './arguments';
import { runTool, toolEnvironment } from './runTool';

const timeoutMilliseconds = 2000;
const prefix = 'c-';
const isWindows = process.platform === 'win32';

/**
 * When its input ends with this process, even if killed, it closes connections and removes their
 * folder. Arguments: folder, folder escaped for ssh, ssh.
 */
const guard = `cat >/dev/null
for socket in "$1"/${prefix}*; do
  [ -S "$socket" ] && "$3" -F none -o "ControlPath=\\"$2/\${socket##*/}\\"" -O exit -- any </dev/null >/dev/null 2>&1
done
rm -rf -- "$1"`;

/**
 * Sockets in a private folder. They end with this process, even if killed, because passwords were
 * entered for this window only. Windows' ssh can't share connections.
 */
export class Connections {
  private guardian: StartedProcess | undefined;

  constructor(
    private readonly folder: string,
    private readonly ssh: string,
  ) {}

  pathFor(address: SshAddress): string | undefined {
    if (isWindows) return undefined;
    const name = createHash('sha256').update(sshAddressText(address)).digest('hex').slice(0, 10);
    return join(this.folder, `${prefix}${name}`);
  }

  /** Call before the first connection. */
  guard(): void {
    if (isWindows || this.guardian) return;
    const ignore = (): void => undefined;
    const args = ['-c', guard, 'sh', this.folder, this.folder.replaceAll('%', '%%'), this.ssh];
    this.guardian = startProcess({
      program: 'sh',
      args,
      env: toolEnvironment(),
      onStdout: ignore,
      onStderr: ignore,
    });
  }

  /** Takes no further runs, because it may be broken. */
  async leave(address: SshAddress): Promise<void> {
    const path = this.pathFor(address);
    if (path !== undefined) await this.tell(path, 'stop');
  }

  async closeAll(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    await Promise.all(
      names.filter((name) => name.startsWith(prefix)).map((name) => this.tell(join(this.folder, name), 'exit')),
    );
    this.guardian?.closeInput();
    await this.guardian?.ended;
  }

  /** Needs only the socket, not the configuration. */
  private async tell(path: string, what: 'stop' | 'exit'): Promise<void> {
    const args = ['-F', 'none', ...asOptions([controlPathOption(path)]), '-O', what, '--', 'any'];
    await runTool(this.ssh, args, { timeoutMilliseconds });
  }
}

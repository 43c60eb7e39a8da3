import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type SshAddress, sshAddressText } from '../../core';
import { asOptions } from './arguments';
import { runTool } from './runTool';

const timeoutMilliseconds = 2000;
const prefix = 'c-';

/**
 * Connections that several runs share, each behind a socket in a private folder. ssh for Windows cannot share any.
 */
export class Connections {
  constructor(
    private readonly folder: string,
    private readonly ssh: string,
  ) {}

  pathFor(address: SshAddress): string | undefined {
    if (process.platform === 'win32') return undefined;
    const name = createHash('sha256').update(sshAddressText(address)).digest('hex').slice(0, 10);
    return join(this.folder, `${prefix}${name}`);
  }

  /** Lets nobody join the connection any more: what it is worth is doubtful. It ends with the last run that is on it. */
  async leave(address: SshAddress): Promise<void> {
    const path = this.pathFor(address);
    if (path !== undefined) await this.tell(path, 'stop');
  }

  async closeAll(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    await Promise.all(
      names.filter((name) => name.startsWith(prefix)).map((name) => this.tell(join(this.folder, name), 'exit')),
    );
  }

  /** No configuration is read: the socket says everything. */
  private async tell(path: string, what: 'stop' | 'exit'): Promise<void> {
    const args = ['-F', 'none', ...asOptions([`ControlPath=${path.replaceAll('%', '%%')}`]), '-O', what, '--', 'any'];
    await runTool(this.ssh, args, { timeoutMilliseconds });
  }
}

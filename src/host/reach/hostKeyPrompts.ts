import * as vscode from 'vscode';
import { cleanOutput } from '../../core';
import type { OfferedKey } from './runners';

const trust = 'Trust This Key';
const skip = 'Skip This Machine';
const skipAll = 'Skip All With New Keys';

/** Shows unknown host keys, one after the other. */
export class HostKeyPrompts {
  private queue: Promise<unknown> = Promise.resolve();
  private isTired = false;

  /** True when the person has compared the key and it has been added to the file. */
  offer(key: OfferedKey, name: string): Promise<boolean> {
    const answer = this.queue.then(() => this.show(key, name));
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  private async show(key: OfferedKey, name: string): Promise<boolean> {
    if (this.isTired) return false;
    const detail = [
      `${key.type}\n${cleanOutput(key.fingerprint)}`,
      `Compare it with the machine’s own, from its console: ssh-keygen -lf /etc/ssh/ssh_host_…_key.pub (Windows: C:\\ProgramData\\ssh).`,
      `Trusting adds it to ${key.file}.`,
    ].join('\n\n');
    const message = `The host key of ${name === key.host ? name : `${name} (${key.host})`} is not known yet. Is this its fingerprint?`;
    const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, trust, skip, skipAll);
    this.isTired = chosen === skipAll;
    if (chosen !== trust) return false;
    await key.accept();
    return true;
  }
}

import * as vscode from 'vscode';
import { cleanOutput } from '../../core';
import type { OfferedKey } from './runners';

const trust = 'Trust This Key';
const skip = 'Skip This Machine';
const skipAll = 'Skip All With New Keys';

/** True when the person has compared the key and it has been added to the file. */
type Offer = (key: OfferedKey, name: string) => Promise<boolean>;

/** Shows unknown host keys, one after the other, also where several sessions meet one. */
export class HostKeyPrompts {
  private queue: Promise<unknown> = Promise.resolve();
  private readonly waiting = new Map<string, Promise<boolean>>();

  /** Whoever wants to see no more keys means those of one session. */
  forSession(): Offer {
    let isTired = false;
    const show: Offer = async (key, name) => {
      if (isTired) return false;
      const chosen = await ask(key, name);
      isTired = chosen === skipAll;
      if (chosen !== trust) return false;
      await key.accept();
      return true;
    };
    return (key, name) => this.once(JSON.stringify([name, key.host, key.fingerprint]), () => show(key, name));
  }

  /** A machine’s key that two sessions wait for is shown, and written down, once. */
  private once(id: string, show: () => Promise<boolean>): Promise<boolean> {
    const known = this.waiting.get(id);
    if (known) return known;
    const answer = this.queue.then(show).finally(() => this.waiting.delete(id));
    this.waiting.set(id, answer);
    this.queue = answer.catch(() => undefined);
    return answer;
  }
}

function ask(key: OfferedKey, name: string): Thenable<string | undefined> {
  const detail = [
    `${key.type}\n${cleanOutput(key.fingerprint)}`,
    `Compare it with the machine’s own, from its console: ssh-keygen -lf /etc/ssh/ssh_host_…_key.pub (Windows: C:\\ProgramData\\ssh).`,
    `Trusting adds it to ${key.file}.`,
  ].join('\n\n');
  const message = `The host key of ${name === key.host ? name : `${name} (${key.host})`} is not known yet. Is this its fingerprint?`;
  return vscode.window.showWarningMessage(message, { modal: true, detail }, trust, skip, skipAll);
}

import { type BoxText, foreign, lines, paragraphs, say } from '../../kernel/text/boxText';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import { confirmRisk } from '../../vscode/boxes/messages';
import type { HostKeyOffer } from '..';

const trust = say`Trust this key`;
const skip = say`Skip this machine`;
const skipAll = say`Skip all with new keys`;

/** True once the key is trusted and stored. */
type Offer = (key: HostKeyOffer, name: string) => Promise<boolean>;

/** One key at a time, across sessions. */
export class HostKeyPrompts {
  private queue: Promise<unknown> = Promise.resolve();
  private readonly waiting = new Map<string, Promise<boolean>>();

  /** “Skip all” is per session. */
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

  /** Sessions share a question about the same key. */
  private once(id: string, show: () => Promise<boolean>): Promise<boolean> {
    const known = this.waiting.get(id);
    if (known) return known;
    const answer = this.queue.then(show).finally(() => this.waiting.delete(id));
    this.waiting.set(id, answer);
    this.queue = answer.catch(() => undefined);
    return answer;
  }
}

function ask(key: HostKeyOffer, name: string): Thenable<BoxText | undefined> {
  const detail = paragraphs(
    lines(foreign('hostKey', key.type), foreign('hostKey', cleanOutput(key.fingerprint))),
    say`Compare it with the key shown on the machine’s console by: ssh-keygen -lf /etc/ssh/ssh_host_…_key.pub (Windows: C:\\ProgramData\\ssh).`,
    say`If you trust it, ssh adds it to your known_hosts file.`,
  );
  const machine = foreign('azureName', name);
  const place = name === key.host ? machine : say`${machine} (${foreign('sshHost', key.host)})`;
  const question = say`The host key of ${place} is not known yet. Is this its fingerprint?`;
  return confirmRisk(question, detail, trust, skip, skipAll);
}

import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import { askText } from '../../vscode/boxes/inputs';

type Answer = Promise<string | undefined>;

/**
 * Passwords and passphrases that ssh asks for, typed once for each host while this object lives. They are kept in
 * memory, and the log never sees them.
 */
export class SecretPrompts {
  private readonly answers = new Map<string, Map<string, Answer>>();
  private queue: Promise<unknown> = Promise.resolve();

  /**
   * Several runs may wait for the same password; two boxes are never open at once. A machine may choose the words that it
   * asks with, so that an answer goes to the host it was typed for and to no other.
   *
   * @param host as the person settled it
   * @param name what they call the machine
   */
  ask(host: string, name: string, prompt: string): Answer {
    const answers = this.answers.get(host) ?? new Map<string, Answer>();
    this.answers.set(host, answers);
    const known = answers.get(prompt);
    if (known) return known;
    const answer = this.queue.then(() => show(placeOf(host, name), prompt));
    answers.set(prompt, answer);
    this.queue = answer
      .catch(() => undefined)
      .then((typed) => {
        if (typed === undefined) answers.delete(prompt);
      });
    return answer;
  }

  /** After an answer of this host's that was wrong. */
  forget(host: string): void {
    this.answers.delete(host);
  }
}

const placeOf = (host: string, name: string): BoxText =>
  host === name ? foreign('azureName', name) : say`${foreign('azureName', name)} (${foreign('sshHost', host)})`;

const withoutColon = (text: string): string => (text.endsWith(':') ? text.slice(0, -1) : text);

async function show(place: BoxText, prompt: string): Answer {
  return askText({
    title: say`SSH to ${place}`,
    prompt: foreign('sshPrompt', withoutColon(cleanOutput(prompt).trim())),
    password: true,
    ignoreFocusOut: true,
  });
}

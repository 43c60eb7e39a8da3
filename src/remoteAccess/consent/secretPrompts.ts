import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import { askText } from '../../vscode/boxes/inputs';

type Answer = Promise<string | undefined>;

/** Asks once per host; in memory only, never logged. */
export class SecretPrompts {
  private readonly answers = new Map<string, Map<string, Answer>>();
  private queue: Promise<unknown> = Promise.resolve();

  /**
   * Runs share a box. Machines choose their prompt's text, so answers are reused only for the same
   * host.
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

  /** After a wrong answer. */
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
  });
}

import type { Context } from './context';
import type { Command, Word } from './model';
import { wrappers } from './programNames';

// Of sudo, env, timeout, nice, and ionice.
const valued =
  /^(-[ugCTpRDU]|--(user|group|other-user|close-from|command-timeout|host|prompt|chroot|chdir|role|type|unset|signal|kill-after|adjustment))$/;

/** After `sudo`, `env`, and similar. */
export interface Program {
  /** Lowercase, without path and `.exe`. */
  readonly name: string;
  readonly word: Word;
  readonly args: readonly Word[];
}

// Memoized: every rule needs this.
const known = new WeakMap<Command, Program | undefined>();

export function programOf(context: Context, command: Command): Program | undefined {
  if (!known.has(command)) known.set(command, findProgram(context, command));
  return known.get(command);
}

function findProgram({ values, model }: Context, { words }: Command): Program | undefined {
  let index = 0;
  const isWrapper = (name: string): boolean => wrappers.has(name) || model.wrappers.has(name);
  if (model.language === 'bash') {
    for (let word = words[0]; word && isWrapper(baseName(values.keyOf(word))); word = words[index]) {
      index = afterOptions(words, index + 1, values.keyOf);
    }
  }
  const word = words[index];
  if (!word) return undefined;
  const name = baseName(values.keyOf(word));
  // A function that hands its arguments on is as good as its program.
  const program = model.forwarders?.get(model.language === 'bash' ? (values.textOf(word) ?? '') : name);
  return { name: program ? baseName(values.keyOf(program)) : name, word, args: words.slice(index + 1) };
}

// Skips options, values of sudo's options, env's VAR=value, and timeout's duration.
function afterOptions(words: readonly Word[], from: number, keyOf: (word: Word) => string | undefined): number {
  let index = from;
  for (let word = words[index]; word; word = words[index]) {
    const text = keyOf(word) ?? '';
    if (valued.test(text)) index += 2;
    else if (/^(-|\w+=|\d+[smhd]?$)/.test(text)) index += 1;
    else break;
  }
  return index;
}

export const baseName = (path: string | undefined): string =>
  (path ?? '')
    .replace(/^.*[\\/]/, '')
    .toLowerCase()
    .replace(/\.exe$/, '');

import type { Context } from './context';
import { type Command, type Part, type Quote, sourceOf, type Word } from './model';
import { isSetAt } from './order';
import { variableOf } from './values';

/** One argument, and the list it is written in: the command's own words, or the array it was splatted from. */
export interface Argument {
  readonly word: Word;
  readonly home: readonly Word[];
  /** It is added to a list later. */
  readonly isAppended: boolean;
  /** It is certainly there whenever the command runs. */
  readonly isAlways: boolean;
}

export interface Arguments {
  readonly items: readonly Argument[];
  /** Where something stands that may add further arguments when the script runs. */
  readonly open: readonly number[];
}

const none: ReadonlySet<string> = new Set();

/**
 * A command's arguments in order, with lists put in where it is certain what they hold. `switches` are flags after
 * which no value follows.
 */
export function argumentsOf(
  { values, model }: Context,
  command: Command,
  switches: ReadonlySet<string> = none,
): Arguments {
  const { words } = command;
  const items: Argument[] = [];
  const open: number[] = [];
  for (const [index, word] of words.entries()) {
    if ((index === 0 && word.spread !== 'list') || isOne(words, index, switches)) {
      items.push({ word, home: words, isAppended: false, isAlways: true });
      continue;
    }
    // A list on the spot: `@('connect', '--location', $location)`.
    const own = word.spread === 'list' ? word.items : undefined;
    if (own?.every((_, at) => isOne(own, at, switches))) {
      items.push(...own.map((each) => ({ word: each, home: own, isAppended: false, isAlways: true })));
      continue;
    }
    const name = variableOf(word);
    const lists = name === undefined ? undefined : values.listsOf(name);
    const text = values.textOf(word);
    if (lists?.every((list) => list.words.every((_, at) => isOne(list.words, at, switches)))) {
      items.push(
        ...lists.flatMap(({ words: home, isAppended, statement }) => {
          const isAlways = isSetAt(model, statement, command);
          return home.map((each) => ({ word: each, home, isAppended, isAlways }));
        }),
      );
    } else if (text === undefined || /gateway|private-link|proxy/i.test(text)) open.push(word.start);
    else if (/^\S+$/.test(text)) items.push({ word, home: words, isAppended: false, isAlways: true });
  }
  return { items, open };
}

/** Whether a word is certainly one argument: it is quoted, or the value of a flag (`--tags $tags`, `--tags=$tags`). */
function isOne(words: readonly Word[], index: number, switches: ReadonlySet<string>): boolean {
  const word = words[index];
  if (!word || word.spread === 'list') return false;
  if (word.spread === 'no' || /^--[a-z][a-z-]*=/i.test(leadingText(word) ?? '')) return true;
  const [only, more] = words[index - 1]?.parts ?? [];
  const flag = only && !more && 'text' in only ? /^--?([a-z][a-z-]*)$/i.exec(only.text)?.[1] : undefined;
  return flag !== undefined && !switches.has(flag);
}

/** A flag and its value. The value is cut out of the word where both are one: `--gateway-id="…"`. */
export interface Flag {
  readonly name: string;
  readonly argument: Argument;
  readonly value: Word | undefined;
  /** The argument that ends the flag. */
  readonly last: Argument;
  /** What the value's quotes hold before the value: `--gateway-id=` in `"--gateway-id=…"`. */
  readonly prefix: string;
}

/** What a program's flags look like. */
export interface FlagStyle {
  /** Flags without a value, by their full name. */
  readonly switches: ReadonlySet<string>;
  /** Short forms. */
  readonly aliases: Readonly<Record<string, string>>;
}

export function flagsOf(
  context: Context,
  items: readonly Argument[],
  { switches, aliases }: FlagStyle,
): readonly Flag[] {
  const flags: Flag[] = [];
  for (let index = 0; index < items.length; index++) {
    const argument = items[index];
    const text = argument && leadingText(argument.word);
    if (!argument || !text?.startsWith('-')) continue;
    const short = shortFlags(context, argument, text, { switches, aliases });
    if (short) {
      flags.push(...short);
      continue;
    }
    const written = text.split('=', 1)[0]?.toLowerCase() ?? '';
    const name = aliases[written] ?? written.replace(/^--?/, '');
    if (text.includes('=')) {
      flags.push({
        name,
        argument,
        last: argument,
        ...inlineValue(context, argument.word, `${text.split('=', 1)[0]}=`),
      });
      continue;
    }
    const next = switches.has(name) ? undefined : items[index + 1];
    flags.push({ name, argument, value: next?.word, last: next ?? argument, prefix: '' });
    if (next) index++;
  }
  return flags;
}

/**
 * Several short flags in one word, of which the last may have its value there too: `-vn`, `-nweb1`. Undefined for any
 * other word. Source: pflag, which the agent reads its arguments with.
 */
function shortFlags(
  context: Context,
  argument: Argument,
  text: string,
  { switches, aliases }: FlagStyle,
): readonly Flag[] | undefined {
  const isAlone = text.length === 2 && argument.word.parts.length === 1;
  if (!/^-[a-z]/i.test(text) || isAlone || aliases[text.slice(0, 2)] === undefined) return undefined;
  const flags: Flag[] = [];
  for (let at = 1; at < text.length; at++) {
    const name = aliases[`-${text.charAt(at)}`];
    if (name === undefined) break;
    const isSwitch = switches.has(name);
    const prefix = text.slice(0, at + 1) + (text.charAt(at + 1) === '=' ? '=' : '');
    const value = isSwitch ? { value: undefined, prefix: '' } : inlineValue(context, argument.word, prefix);
    flags.push({ name, argument, last: argument, ...value });
    if (!isSwitch) break;
  }
  return flags;
}

function leadingText({ parts }: Word): string | undefined {
  const [first] = parts;
  return first && 'text' in first ? first.text : undefined;
}

/** What stands in a word after a fixed prefix; the prefix is given back where the value's quotes hold it too. */
export function inlineValue(
  { model }: Pick<Context, 'model'>,
  word: Word,
  prefix: string,
): { value: Word; prefix: string } {
  const parts = word.parts.flatMap((part, index): Part[] => {
    if (index > 0 || !('text' in part)) return [part];
    const text = part.text.slice(prefix.length);
    return text === '' && word.parts.length > 1 ? [] : [{ text }];
  });
  const source = sourceOf(model, word);
  if (!source.startsWith(prefix)) return { value: { ...word, parts }, prefix };
  const first = source[prefix.length];
  const quote: Quote = first === '"' || first === "'" ? first : '';
  return { value: { start: word.start + prefix.length, end: word.end, parts, quote, spread: 'no' }, prefix: '' };
}

/** The text that stands before an argument in its list; the plainest separator where it is the first. */
export function separatorBefore(context: Context, { word, home }: Argument): string {
  const { model, dialect } = context;
  const previous = home[home.indexOf(word) - 1];
  const between = previous ? model.text.slice(previous.end, word.start) : '';
  if (!isArray(context, home)) {
    if (!dialect.continuation.test(between)) return ' ';
    // A backtick that clings to a quoted text would become part of a word of another kind.
    return between.startsWith('`') ? ` ${between}` : between;
  }
  // The comment on an item stays with that item.
  const plain = between.replace(/[ \t]*#[^\r\n]*/g, '');
  if (model.language === 'bash') return /^\s+$/.test(plain) ? plain : ' ';
  return /^\s*,\s*$|^\s*\n\s*$/.test(plain) ? plain : ', ';
}

/** Whether words are the items of an array rather than the words of a command. */
export const isArray = ({ model }: Context, home: readonly Word[]): boolean =>
  !model.commands.some(({ words }) => words === home);

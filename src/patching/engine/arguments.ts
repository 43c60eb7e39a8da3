import { type Context, oncePerScript } from './context';
import { type Command, type Part, type Quote, sourceOf, type Word } from './model';
import { isSetAt } from './order';
import { type List, variableOf } from './values';
import { lookUp } from '../../kernel/lookUp';

export interface Argument {
  readonly word: Word;
  readonly home: readonly Word[];
  readonly isAppended: boolean;
  readonly isAlways: boolean;
}

export interface Arguments {
  readonly items: readonly Argument[];
  /** Offsets of words that may expand to multiple arguments. */
  readonly open: readonly number[];
}

/** Expands known lists. Without a `style`, any flag may take a value. */
export function argumentsOf(context: Context, command: Command, style?: FlagStyle): Arguments {
  const { values, model } = context;
  const { words } = command;
  const items: Argument[] = [];
  const open: number[] = [];
  for (const [index, word] of words.entries()) {
    if ((index === 0 && word.spread !== 'list') || isOne(words, index, style)) {
      items.push({ word, home: words, isAppended: false, isAlways: true });
      continue;
    }
    // A literal list: `@('connect', '--location', $location)`.
    const own = word.spread === 'list' ? word.items : undefined;
    if (own?.every((_, at) => isOne(own, at, style))) {
      items.push(...own.map((each) => ({ word: each, home: own, isAppended: false, isAlways: true })));
      continue;
    }
    const name = variableOf(word);
    const lists = name === undefined ? undefined : values.listsOf(name);
    const text = values.textOf(word);
    if (lists && areSingle(lists, style)) {
      items.push(
        ...lists.flatMap(({ words: home, isAppended, statement }) => {
          const isAlways = isSetAt(model, statement, command);
          return home.map((each) => ({ word: each, home, isAppended, isAlways }));
        }),
      );
    } else if (isHarmless(context, word)) continue;
    else if (text === undefined || telling.test(text)) open.push(word.start);
    else if (/^\S+$/.test(text)) items.push({ word, home: words, isAppended: false, isAlways: true });
  }
  return { items, open };
}

/** An appended value may follow a flag that was appended alone: `$list += '--tags'; $list += $tags`. */
function areSingle(lists: readonly List[], style: FlagStyle | undefined): boolean {
  const [only, more] = lists;
  const words = only && !more ? only.words : lists.flatMap((list) => list.words);
  return words.every((_, at) => isOne(words, at, style));
}

/** Counted per use. */
export function spreadWordsIn({ model, values }: Context): number {
  let count = 0;
  for (const { words } of model.commands) {
    for (const word of words) {
      const name = word.spread === 'list' ? variableOf(word) : undefined;
      const lists = name === undefined ? undefined : values.listsOf(name);
      for (const list of lists ?? []) count += list.words.length;
    }
  }
  return count;
}

const telling = /gateway|private-link|proxy/i;

/** True for `${X:+--flag "$X"}`, or a list built in several ways, if none of those flags appears. */
function isHarmless(context: Context, word: Word): boolean {
  const { model } = context;
  const name = word.spread === 'list' ? variableOf(word) : undefined;
  if (model.language !== 'bash') return name !== undefined && isHarmlessList(context, name);
  if (/^`#[^`]*`$/.test(sourceOf(model, word))) return true;
  const [, added] = /^"?\$\{\w+:?\+([^]*)\}"?$/.exec(sourceOf(model, word)) ?? [];
  if (added !== undefined) return !telling.test(added) && !/\$\{?[@*\d]|`|\$\(|\[[@*]\]|(?:^|\s)\$/.test(added);
  return name !== undefined && isHarmlessList(context, name);
}

const harmlessLists = oncePerScript(() => new Map<string, boolean>());

/** Memoized. */
function isHarmlessList(context: Context, name: string): boolean {
  const { values, model } = context;
  const isFirm = (each: Word): boolean => each.spread !== 'list' && !telling.test(sourceOf(model, each));
  const known = harmlessLists(context);
  const isHarmless =
    known.get(name) ??
    values
      .alternativesOf(name)
      ?.every((list) =>
        list.every((each) => isFirm(each) && (each.spread === 'no' || values.textOf(each) !== undefined)),
      ) === true;
  known.set(name, isHarmless);
  return isHarmless;
}

/** A quoted word, or a flag's value (`--tags $tags`, `--tags=$tags`). */
function isOne(words: readonly Word[], index: number, style: FlagStyle | undefined): boolean {
  const word = words[index];
  if (!word || word.spread === 'list') return false;
  if (word.spread === 'no' || /^--[a-z][a-z-]*=/i.test(leadingText(word) ?? '')) return true;
  const [only, more] = words[index - 1]?.parts ?? [];
  const written = only && !more && 'text' in only ? /^--?[a-z][a-z-]*$/i.exec(only.text)?.[0] : undefined;
  return written !== undefined && (style === undefined || style.valued.has(flagName(written, style)));
}

/** Expands aliases: `-g` to `--resource-group`. */
const flagName = (written: string, { aliases }: FlagStyle): string =>
  lookUp(aliases, written) ?? written.replace(/^--?/, '').toLowerCase();

/** The value is cut from words such as `--gateway-id="…"`. */
export interface Flag {
  readonly name: string;
  readonly argument: Argument;
  readonly value: Word | undefined;
  readonly last: Argument;
  /** Quoted text before the value: `--gateway-id=` in `"--gateway-id=…"`. */
  readonly prefix: string;
  /** False if its end is uncertain. */
  readonly isWhole: boolean;
}

export interface FlagStyle {
  /** Flags without a value, by full name. */
  readonly switches: ReadonlySet<string>;
  /** Flags with a value. Flags in neither set may take one. */
  readonly valued: ReadonlySet<string>;
  readonly aliases: Readonly<Record<string, string>>;
}

export function flagsOf(context: Context, items: readonly Argument[], style: FlagStyle): readonly Flag[] {
  const flags: Flag[] = [];
  for (let index = 0; index < items.length; index++) {
    const argument = items[index];
    const text = argument && leadingText(argument.word);
    if (!argument || !text?.startsWith('-')) continue;
    if (text === '--' && argument.word.parts.length === 1) break;
    const short = shortFlags(context, argument, text, style);
    if (short) {
      flags.push(...short);
      continue;
    }
    const written = text.split('=', 1)[0] ?? '';
    const name = lookUp(style.aliases, written.toLowerCase()) ?? flagName(written, style);
    if (text.includes('=')) {
      const inline = inlineValue(context, argument.word, `${written}=`);
      flags.push({ name, argument, last: argument, isWhole: true, ...inline });
      continue;
    }
    const next = style.switches.has(name) ? undefined : items[index + 1];
    const isValued = style.valued.has(name);
    const value = next && (isValued || !leadingText(next.word)?.startsWith('-')) ? next : undefined;
    const isWhole = value !== undefined || style.switches.has(name);
    flags.push({ name, argument, value: value?.word, last: value ?? argument, prefix: '', isWhole });
    if (value) index++;
  }
  return flags;
}

/**
 * Combined short flags, the last possibly with its value: `-vn`, `-nweb1`. Undefined for other words. Source: pflag,
 * the agent's flag parser.
 */
function shortFlags(
  context: Context,
  argument: Argument,
  text: string,
  { switches, aliases }: FlagStyle,
): readonly Flag[] | undefined {
  const isAlone = text.length === 2 && argument.word.parts.length === 1;
  if (!/^-[a-z]/i.test(text) || isAlone || lookUp(aliases, text.slice(0, 2)) === undefined) return undefined;
  const flags: Flag[] = [];
  for (let at = 1; at < text.length; at++) {
    const name = lookUp(aliases, `-${text.charAt(at)}`);
    if (name === undefined) break;
    const isSwitch = switches.has(name);
    const prefix = text.slice(0, at + 1) + (text.charAt(at + 1) === '=' ? '=' : '');
    const value = isSwitch ? { value: undefined, prefix: '' } : inlineValue(context, argument.word, prefix);
    flags.push({ name, argument, last: argument, isWhole: isSwitch || text.length > prefix.length, ...value });
    if (!isSwitch) break;
  }
  return flags;
}

function leadingText({ parts }: Word): string | undefined {
  const [first] = parts;
  return first && 'text' in first ? first.text : undefined;
}

/** The rest of a word after a fixed prefix; the result includes the prefix if quotes enclose both. */
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

export function separatorBefore(context: Context, { word, home }: Argument): string {
  const { model, dialect } = context;
  if (dialect.listSeparator !== undefined) return dialect.listSeparator;
  const previous = home[home.indexOf(word) - 1];
  const between = previous ? model.text.slice(previous.end, word.start) : '';
  if (!isArray(context, home)) {
    if (!dialect.continuation.test(between)) return ' ';
    return between.startsWith('`') ? ` ${between}` : between;
  }
  const plain = between.split('\n').map(withoutComment).join('\n');
  const rest = plain.trim();
  if (model.language === 'bash') return /^\s+$/.test(plain) ? plain : ' ';
  return rest === ',' || (rest === '' && plain.includes('\n')) ? plain : ', ';
}

function withoutComment(line: string): string {
  const at = line.indexOf('#');
  return at < 0 ? line : line.slice(0, at).trimEnd() + (line.endsWith('\r') ? '\r' : '');
}

/** True for an array, false for a command's words. */
export const isArray = (context: Context, home: readonly Word[]): boolean =>
  context.dialect.listSeparator !== undefined || !commandWords(context).has(home);

const commandWords = oncePerScript(({ model }) => new Set(model.commands.map(({ words }) => words)));

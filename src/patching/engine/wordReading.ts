import { sameResource } from '../../kernel/resources';
import type { Flag } from './arguments';
import type { Connect } from './connect';
import type { Context } from './context';
import { type Assignment, type Command, sourceOf, type Word } from './model';
import { programOf } from './programs';
import { countWhile } from './spans';
import { agentWords } from './tellAgent';
import type { Span } from './syntaxTree';
import type { WantedOption } from './wanted';

export interface WordReading {
  readonly context: Context;
  readonly connects: readonly Connect[];
  readonly clusters: readonly Connect[];
  /** Commands that download from Azure Arc or run its install script. */
  readonly installing: ReadonlySet<Command>;
}

/** Adjacent words, and which changes they allow. */
export interface WordRow {
  readonly command?: Command;
  readonly words: readonly Word[];
  /** Options that may be added. */
  readonly wanted: readonly WantedOption[];
  readonly isInstalling: boolean;
  readonly isAz: boolean;
}

export class Reading {
  readonly model;
  private readonly wantedIn: ReadonlyMap<readonly Word[] | Command, readonly WantedOption[]>;
  /** By the start of the word that holds the value. */
  private readonly values: ReadonlyMap<number, { readonly option: WantedOption; readonly flag: Flag }>;
  private readonly started: ReadonlySet<number>;
  private readonly installingLists: ReadonlySet<string>;
  /** The words that run the agent in a connect. */
  private readonly agents: ReadonlySet<string>;
  private readonly heldBy: ReadonlyMap<string, readonly WantedOption[]>;
  private readonly proxyNames: ReadonlySet<string>;
  /** Outer ones first. */
  private readonly nested: readonly Span[];

  constructor(private readonly reading: WordReading) {
    const { context, connects, clusters, installing } = reading;
    this.model = context.model;
    const patched = [...connects, ...clusters];
    this.wantedIn = new Map(
      patched.flatMap(({ command, verb, flags, wanted }) =>
        [command, verb.home, ...flags.flatMap(({ argument, last }) => [argument.home, last.home])].map(
          (place) => [place, wanted] as const,
        ),
      ),
    );
    const given = patched.flatMap(({ flags, wanted }) =>
      flags.flatMap((flag) => {
        const option = wanted.find(({ name }) => name === flag.name);
        return option ? [{ option, flag }] : [];
      }),
    );
    this.values = new Map(given.map((each) => [each.flag.last.word.start, each]));
    this.started = new Set(this.model.commands.flatMap(({ started }) => (started ? [started.start] : [])));
    this.installingLists = new Set(
      [...installing].flatMap(({ words, started }) => (started ? words.flatMap(namesIn) : [])),
    );
    this.agents = new Set(connects.map((connect) => this.keyOf(agentWords(context, connect) ?? [])));
    const statements = this.model.assignments.flatMap(({ statement }) => (statement ? [statement] : []));
    this.nested = [...this.model.commands, ...statements].sort((x, y) => x.start - y.start || y.end - x.end);
    const held = given.flatMap(({ option, flag: { value } }) =>
      (value ? namesIn(value) : []).map((name) => ({ name, option })),
    );
    this.heldBy = new Map(
      Array.from(
        Map.groupBy(held, ({ name }) => name),
        ([name, all]) => [name, all.map(({ option }) => option)],
      ),
    );
    const settings = this.model.commands.filter(({ words }) => words.some((word) => this.textOf(word) === 'proxy.url'));
    this.proxyNames = new Set([...installing, ...settings].flatMap(({ words }) => words.flatMap(namesIn)));
  }

  /** A word's source without blanks and inner commands, which are compared separately. `own`: the word's command. */
  sourceOf(word: Word, own?: Command): string {
    if (this.reading.context.isHeld(word)) return '@script@';
    const pieces: string[] = [];
    let from = word.start;
    for (let inner = this.innerAt(from, word, own); inner; inner = this.innerAt(from, word, own)) {
      pieces.push(this.model.text.slice(from, inner.start));
      from = inner.end;
    }
    if (pieces.length === 0) return sourceOf(this.model, word);
    pieces.push(this.model.text.slice(from, word.end));
    return pieces.join('').replace(/[\s;]+/g, '');
  }

  textOf(word: Word | undefined): string {
    return (word && this.reading.context.values.keyOf(word)) ?? '';
  }

  /** True for a list or text of `Start-Process`, which is compared with its command. */
  isStarted({ start }: Word): boolean {
    return this.started.has(start);
  }

  /** True for `azcmagent config set proxy.url` with the site's proxy, like a connect of the script. */
  isTelling({ words }: Command): boolean {
    const setting = words.slice(-4).map((word) => this.textOf(word));
    const isSet = setting.slice(0, 3).join(' ') === 'config set proxy.url' && this.isProxy(setting[3] ?? '');
    return isSet && words.length > 4 && this.agents.has(this.keyOf(words.slice(0, -4)));
  }

  private keyOf(words: readonly Word[]): string {
    return words.map((word) => sourceOf(this.model, word)).join(' ');
  }

  rowOf(command: Command): WordRow {
    const program = programOf(this.reading.context, command)?.name ?? '';
    return {
      command,
      words: itemsOf(command),
      wanted: this.wantedIn.get(command) ?? [],
      isInstalling: this.reading.installing.has(command),
      isAz: program === 'az' || /^(?:set|update)-azarc/.test(program),
    };
  }

  rowOfAssignment({ name, value, list }: Assignment): WordRow {
    const isInstalling = list !== undefined && this.installingLists.has(name);
    return { words: list ?? (value ? [value] : []), wanted: this.wantedOf(list), isInstalling, isAz: false };
  }

  comparedSpans(): readonly Span[] {
    const { commands, assignments, tables } = this.model;
    const isWhole = (word: Word, own?: Command): boolean => this.innerAt(word.start, word, own) === undefined;
    const values = [
      ...assignments.flatMap(({ value, list }) => list ?? (value ? [value] : [])),
      ...tables.flatMap(({ entries }) => entries.flatMap(({ value }) => (value ? [value] : []))),
    ];
    return [
      ...(this.model.signs ?? []),
      ...commands.filter((command) => this.isTelling(command)),
      ...commands.flatMap((command) =>
        itemsOf(command).filter((word) => isWhole(word, command) && !this.reading.context.isHeld(word)),
      ),
      ...values.filter((word) => isWhole(word) && !this.reading.context.isHeld(word)),
      ...assignments.map(({ target }) => target),
      ...tables.flatMap(({ entries }) => entries.map(({ start, keyEnd }) => ({ start, end: keyEnd }))),
    ];
  }

  /** Excludes the word's own command. */
  private innerAt(from: number, { end }: Word, own: Command | undefined): Span | undefined {
    const index = countWhile(this.nested, ({ start }) => start < from);
    const inner = this.nested[index] === own ? this.nested[index + 1] : this.nested[index];
    return inner && inner.end <= end ? inner : undefined;
  }

  /** Options that may be added to a list. */
  wantedOf(list: readonly Word[] | undefined): readonly WantedOption[] {
    return this.wantedIn.get(list ?? []) ?? [];
  }

  /** Of the option whose value the word holds; `start` as for `isMeantAt`. */
  optionAt(start: number): string | undefined {
    return this.values.get(start)?.option.name;
  }

  /** True for the value of an option that is as it should be. `start`: of the word, or of the entry of a hashtable. */
  isMeantAt(start: number): boolean {
    const found = this.values.get(start);
    return found?.option.isSame(this.textOf(found.flag.value)) === true;
  }

  /** True for a variable that holds a value of an option as it should be. */
  holdsMeant(name: string, text: string): boolean {
    return this.heldBy.get(name)?.some((option) => option.isSame(text)) === true;
  }

  mayHoldProxy(name: string): boolean {
    return this.proxyNames.has(name);
  }

  isGateway(text: string): boolean {
    return sameResource(text, this.reading.context.site.gateway.id);
  }

  isProxy(text: string): boolean {
    return text !== '' && text === this.reading.context.site.network.proxyUrl;
  }
}

const itemsOf = ({ words }: Command): readonly Word[] => words.flatMap((word) => word.items ?? [word]);

const namesIn = ({ parts }: Word): readonly string[] =>
  parts.flatMap((part) => ('variable' in part ? [part.variable] : []));

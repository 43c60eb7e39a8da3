import { type Argument, argumentsOf, type Flag, type FlagStyle, flagsOf } from './arguments';
import type { Context } from './context';
import tables from './data/clusterCommands.json';
import { type Command, sourceOf, type Table, type TableEntry, type Word } from './model';
import { isSetAt } from './order';
import { isPrinter } from './printOnly';
import { programOf } from './programs';
import { variableOf } from './values';

/** A command that connects or changes a cluster. */
export interface ClusterCommand {
  readonly command: Command;
  readonly tool: 'azureCli' | 'cmdlets';
  /** `connect`, `update`, `New-AzConnectedKubernetes`. */
  readonly verb: Argument;
  readonly flags: readonly Flag[];
  readonly openAt: number | undefined;
  /** Hashtables that are splatted. */
  readonly tables: readonly Table[];
}

const styleOf = ({ valued, switches, aliases }: (typeof tables)['azureCli' | 'cmdlets']): FlagStyle => ({
  valued: new Set(valued.map((name) => name.toLowerCase())),
  switches: new Set(switches.map((name) => name.toLowerCase())),
  aliases: Object.fromEntries(Object.entries(aliases).map(([alias, name]) => [alias, name.toLowerCase()])),
});

const cliStyle = styleOf(tables.azureCli);
const cmdletStyle = styleOf(tables.cmdlets);
const severalValues: ReadonlySet<string> = new Set(tables.azureCli.severalValues);
const cliOptions = [
  ...cliStyle.valued,
  ...cliStyle.switches,
  ...tables.azureCli.severalValues,
  ...tables.azureCli.maybeValued,
];
const cmdletNames: ReadonlySet<string> = new Set(tables.cmdlets.names.map((name) => name.toLowerCase()));
const parameters = [...cmdletStyle.valued, ...cmdletStyle.switches];

export const clusterCommandsIn = (context: Context): readonly ClusterCommand[] =>
  context.model.commands.flatMap((command) => {
    if (isPrinter(context, command)) return [];
    const found = azureCliCommand(context, command) ?? cmdlet(context, command);
    return found ? [found] : [];
  });

function azureCliCommand(context: Context, command: Command): ClusterCommand | undefined {
  const { items, open } = argumentsOf(context, command, cliStyle);
  const texts = items.map(({ word }) => context.values.textOf(word));
  const at = texts.indexOf('connectedk8s', 1) + 1;
  const verb = items[at];
  if (at === 0 || !verb || !tables.azureCli.verbs.includes(texts[at] ?? '')) return undefined;
  const flags = flagsOf(context, items.slice(at + 1), cliStyle).map((flag) => {
    const name = fullName(flag.name, cliOptions);
    return { ...flag, name, isWhole: flag.isWhole && !severalValues.has(name) };
  });
  const openAt = open.find((each) => each > verb.word.start || verb.home !== command.words);
  return { command, tool: 'azureCli', verb, flags, openAt, tables: [] };
}

/** Options may be cut short where that is certain. */
function fullName(name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  const [only, more] = known.filter((each) => each.startsWith(name));
  return only !== undefined && more === undefined ? only : name;
}

function cmdlet(context: Context, command: Command): ClusterCommand | undefined {
  const program = programOf(context, command);
  if (context.model.language !== 'powershell' || !program || !cmdletNames.has(program.name)) return undefined;
  const { items, open } = argumentsOf(context, command, cmdletStyle);
  const own = items.slice(1);
  const joined = own.flatMap((item) => colonFlag(item) ?? []);
  const apart = flagsOf(
    context,
    own.filter(({ word }) => !word.colonValue),
    cmdletStyle,
  );
  const splats = command.words.filter((word) => word.spread === 'list' && !word.items);
  const splatted = splats.map((word) => ({ word, table: splattedTable(context, word) }));
  const certain = new Set(splatted.flatMap(({ word, table }) => (table ? [word.start] : [])));
  const entries = splatted.flatMap(({ table }) =>
    table ? table.entries.map((each) => flagOfEntry(context, each, table, command)) : [],
  );
  const written = [...apart, ...joined].toSorted((a, b) => a.argument.word.start - b.argument.word.start);
  const flags = [...written, ...entries];
  return {
    command,
    tool: 'cmdlets',
    verb: { word: program.word, home: command.words, isAppended: false, isAlways: true },
    flags: flags.map((flag) => ({ ...flag, name: fullName(flag.name, parameters) })),
    openAt: open.find((each) => !certain.has(each)),
    tables: splatted.flatMap(({ table }) => (table ? [table] : [])),
  };
}

/** `-Name:value` is one word. */
function colonFlag(argument: Argument): Flag | undefined {
  const { colonValue, parts } = argument.word;
  const [first] = parts;
  if (!colonValue || !first || !('text' in first)) return undefined;
  const name = /^-?([^:]*)/.exec(first.text)?.[1]?.toLowerCase() ?? '';
  return { name, argument, last: argument, value: colonValue, prefix: '', isWhole: true };
}

const telling = /gateway|proxy|privatelink/i;

/** Of `@parameters`. Undefined if its entries that matter are uncertain. */
function splattedTable({ model }: Context, splat: Word): Table | undefined {
  const name = variableOf(splat);
  const all = model.assignments.filter((each) => each.name === name);
  const [first, more] = all.filter(({ table }) => table !== undefined);
  if (!first?.table || more || first !== all[0]) return undefined;
  // `$parameters.Tag = …`, `$parameters['Tag'] = …`, `$parameters.Add('Tag', …)`
  const isHarmless = all.slice(1).every(({ target }) => {
    const rest = model.text.slice(target.end, target.end + 80);
    const key = /^\s?(?:\.\s?Add\s?\(\s?["'](\w+)["']|\.(\w+)\s?=|\[\s?["'](\w+)["']\s?\]\s?=)/i.exec(rest);
    return key !== null && !telling.test(key.slice(1).join(''));
  });
  return isHarmless ? first.table : undefined;
}

function flagOfEntry(context: Context, entry: TableEntry, table: Table, command: Command): Flag {
  const { model } = context;
  const statement = model.assignments.find((each) => each.table?.start === table.start)?.statement;
  const key: Word = { start: entry.start, end: entry.keyEnd, parts: [{ text: entry.key }], quote: '', spread: 'no' };
  const argument: Argument = {
    word: key,
    home: [],
    // Nothing is added next to it.
    isAppended: true,
    isAlways: isSetAt(model, statement, command),
  };
  return { name: entry.key.toLowerCase(), argument, last: argument, value: entry.value, prefix: '', isWhole: true };
}

/** `written`: as the table has it. */
export function flagOf({ flags }: ClusterCommand, written: string): Flag | undefined {
  const name = written.toLowerCase();
  return flags.find((flag) => flag.name === name);
}

/** False for `-Switch:$false` and `--flag false`. */
export function isOn(context: Context, flag: Flag | undefined): boolean {
  if (!flag) return false;
  const text = flag.value && context.values.textOf(flag.value);
  return !/^(?:\$?false|no|0|disabled)$/i.test(text ?? (flag.value ? sourceOf(context.model, flag.value) : ''));
}

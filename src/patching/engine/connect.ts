import { type Argument, type Arguments, argumentsOf, type Flag, flagsOf, type FlagStyle } from './arguments';
import type { Context } from './context';
import { type Command, type Model, sourceOf, type Table, type Word } from './model';
import { isPrinter } from './printOnly';
import { programOf } from './programs';
import { variableOf } from './values';
import { lookUp } from '../../kernel/lookUp';
import { agentOptions, type WantedOption } from './wanted';

/** A command that a site gives options. */
export interface Connect {
  readonly command: Command;
  /** After it, or after a flag, options are added. */
  readonly verb: Argument;
  readonly flags: readonly Flag[];
  readonly openAt: number | undefined;
  /** Offset of a `--gateway-id` after `--`. */
  readonly unreadAt: number | undefined;
  readonly wanted: readonly WantedOption[];
  /** PowerShell hashtables whose entries are parameters of the command. */
  readonly tables?: readonly Table[];
}

/** Source: `azcmagent connect --help`, agent 1.62 (October 2025). */
export const connectFlags: FlagStyle = {
  switches: new Set([
    'use-device-code',
    'ignore-network-check',
    'use-azcli',
    'enable-automatic-upgrade',
    'use-aws-ec2-hostname',
    'json',
    'log-stderr',
    'no-color',
    'verbose',
    'help',
  ]),
  valued: new Set([
    'access-token',
    'automanage-profile',
    'cloud',
    'config',
    'correlation-id',
    'gateway-id',
    'location',
    'private-link-scope',
    'proxy',
    'resource-group',
    'resource-name',
    'service-principal-cert',
    'service-principal-id',
    'service-principal-secret',
    'subscription-id',
    'tags',
    'tenant-id',
  ]),
  aliases: {
    '-a': 'automanage-profile',
    '-l': 'location',
    '-g': 'resource-group',
    '-n': 'resource-name',
    '-i': 'service-principal-id',
    '-p': 'service-principal-secret',
    '-s': 'subscription-id',
    '-t': 'tenant-id',
    '-c': 'use-device-code',
    '-j': 'json',
    '-v': 'verbose',
    '-h': 'help',
  },
};

export function connectsOf(context: Context): readonly Connect[] {
  const wanted = agentOptions(context);
  return context.model.commands.flatMap((command) => {
    if (isPrinter(context, command)) return [];
    const found = withoutEnd(context, argumentsOf(context, command, connectFlags));
    for (const [index, { word }] of found.items.entries()) {
      const at = runsAgent(context, command, word) ? verbAfter(context, found, index) : undefined;
      const verb = at === undefined ? undefined : found.items[at];
      if (at === undefined || !verb || context.values.textOf(verb.word) !== 'connect') continue;
      const flags = flagsOf(context, found.items.slice(at + 1), connectFlags);
      const openAt = found.open.find((each) => each >= word.end);
      return [{ command, verb, flags, openAt, unreadAt: unreadGateway(context, found, at), wanted }];
    }
    return [];
  });
}

/** The agent ignores flags after `--`. */
function unreadGateway({ values }: Context, { items }: Arguments, verbAt: number): number | undefined {
  const ended = items.findIndex(({ word }, index) => index > verbAt && values.textOf(word) === '--');
  const unread = ended < 0 ? [] : items.slice(ended).filter(({ word }) => /gateway/i.test(values.keyOf(word) ?? ''));
  return unread[0]?.word.start;
}

/** `;` ends the command of `find -exec`. */
function withoutEnd({ model, values }: Context, { items, open }: Arguments): Arguments {
  const at = model.language === 'bash' ? items.findIndex(({ word }) => values.textOf(word) === ';') : -1;
  const end = items[at]?.word.start ?? Infinity;
  return at < 0 ? { items, open } : { items: items.slice(0, at), open: open.filter((each) => each < end) };
}

/** Index of the verb. Flags may come first: `azcmagent --config file --verbose connect`. */
export function verbAfter({ values }: Context, { items, open }: Arguments, agentAt: number): number | undefined {
  const agent = items[agentAt]?.word;
  for (let index = agentAt + 1; index < items.length; index++) {
    const word = items[index]?.word;
    if (!agent || !word || open.some((each) => each > agent.start && each < word.start)) return undefined;
    const text = values.textOf(word);
    if (!text?.startsWith('-')) return index;
    const name = lookUp(connectFlags.aliases, text) ?? text.replace(/^--?/, '');
    const next = items[index + 1]?.word;
    const isConnect = next && values.textOf(next) === 'connect';
    if (!text.includes('=') && !connectFlags.switches.has(name) && !isConnect) index++;
  }
  return undefined;
}

const isAgentName = (text: string | undefined): boolean =>
  text !== undefined && /(^|[\\/])azcmagent(\.exe)?$/i.test(text);

export function runsAgent(context: Context, command: Command, word: Word): boolean {
  if (isAgent(context, word) || (command.words[0] === word && isForwarder(context, word))) return true;
  const name = context.values.textOf(word);
  return (
    name !== undefined && agentsOf(context).has(name) && programOf(context, command)?.word === word && word.quote === ''
  );
}

const known = new WeakMap<Model, ReadonlySet<string>>();

/** Functions and aliases that forward all arguments: `arc() { sudo azcmagent "$@"; }`. */
function agentsOf(context: Context): ReadonlySet<string> {
  const { model } = context;
  const present = known.get(model);
  if (present) return present;
  const names = new Set<string>();
  for (const { name, commands } of model.functions) {
    const [only, more] = commands.filter(({ words }) => words.some((word) => isAgent(context, word)));
    if (only && !more && handsOnAll(context, only)) names.add(name);
  }
  for (const { words } of model.commands) {
    if (model.language !== 'bash' || !words[0] || sourceOf(model, words[0]) !== 'alias') continue;
    for (const word of words.slice(1)) {
      const [name = '', value] = (context.values.textOf(word) ?? '').split('=', 2);
      if (isAgentName(value?.trim().split(/\s+/).at(-1))) names.add(name);
    }
  }
  known.set(model, names);
  return names;
}

/** `azcmagent "$@"`, without other arguments. */
export function handsOnAll(context: Context, { words }: Command): boolean {
  const at = words.findIndex((word) => isAgent(context, word));
  const rest = words.slice(at + 1).map((word) => sourceOf(context.model, word));
  return rest.length === 1 && /^"?\$(?:@|\{@\})"?$/.test(rest[0] ?? '');
}

/** True for `Join-Path $folder "azcmagent.exe"` and `"{0}\\azcmagent.exe" -f $folder`. */
const givesAgent = (source: string): boolean =>
  /[\\/'"\s]azcmagent(\.exe)?["')\s]*$/i.test(source) || /^["'][^"']*[\\/]azcmagent(\.exe)?["']\s*-f\s/i.test(source);

function isForwarder(context: Context, word: Word): boolean {
  const name = context.values.textOf(word)?.toLowerCase();
  const program = name === undefined ? undefined : context.model.forwarders?.get(name);
  return program !== undefined && isAgent(context, program);
}

/** True for any path to the agent: literal, possible variable value, default, or found by `which`. */
export function isAgent(context: Context, word: Word): boolean {
  const { model, values } = context;
  if (isAgentName(values.keyOf(word))) return true;
  const source = sourceOf(model, word);
  if (source.startsWith('(') && givesAgent(source)) return true;
  const name = variableOf(word);
  if (name === undefined) return model.language === 'bash' && isLookedUp(context, word);
  const value = values.assignmentOf(name)?.value;
  if (value !== undefined && givesAgent(sourceOf(model, value))) return true;
  return model.language === 'bash' && mayHoldAgent(context, name);
}

const holders = new WeakMap<Model, Map<string, boolean>>();

/** Memoized. */
function mayHoldAgent(context: Context, name: string): boolean {
  const { model, values } = context;
  const known = holders.get(model) ?? defaultAgents(context);
  holders.set(model, known);
  const present = known.get(name);
  if (present !== undefined) return present;
  known.set(name, false);
  const holds = values.seenOf(name).some((value) => isAgent(context, value));
  known.set(name, holds);
  return holds;
}

const defaultAgents = ({ model, values }: Context): Map<string, boolean> =>
  new Map(model.defaults.filter(({ value }) => isAgentName(values.textOf(value))).map(({ name }) => [name, true]));

/** `"${AGENT:-azcmagent}"`, `$(command -v azcmagent || echo /opt/azcmagent)`. */
function isLookedUp({ model }: Context, word: Word): boolean {
  const source = sourceOf(model, word);
  if (source.length > 200 || !/azcmagent/i.test(source)) return false;
  const isFound = /^"?(?:\$\(|`)\s*(?:which|command|type|readlink|realpath|echo|ls|find)\s/.test(source);
  return isFound || /^"?\$\{\w+:?[-=]["']?(?:[^"'\s}]*[\\/])?azcmagent["']?\}"?$/i.test(source);
}

export const flagNamed = ({ flags }: Connect, name: string): Flag | undefined =>
  flags.find((flag) => flag.name === name);

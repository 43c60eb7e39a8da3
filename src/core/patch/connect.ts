import { type Argument, type Arguments, argumentsOf, type Flag, flagsOf, type FlagStyle } from './arguments';
import type { Context } from './context';
import { type Command, sourceOf, type Word } from './model';
import { isPrinter } from './inert';
import { variableOf } from './values';

/** One `azcmagent connect`. */
export interface Connect {
  readonly command: Command;
  readonly verb: Argument;
  readonly flags: readonly Flag[];
  readonly openAt: number | undefined;
}

/** Flags of `azcmagent connect` as its help gives them (October 2025, agent 1.62). */
const connectFlags: FlagStyle = {
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
  return context.model.commands.flatMap((command) => {
    if (isPrinter(context, command)) return [];
    const found = argumentsOf(context, command, connectFlags.switches);
    for (const [index, { word }] of found.items.entries()) {
      const isProgram = isAgent(context, word) || (index === 0 && isForwarder(context, word));
      const at = isProgram ? verbAfter(context, found, index) : undefined;
      const verb = at === undefined ? undefined : found.items[at];
      if (at === undefined || !verb || context.values.textOf(verb.word) !== 'connect') continue;
      const flags = flagsOf(context, found.items.slice(at + 1), connectFlags);
      return [{ command, verb, flags, openAt: found.open.find((each) => each >= word.end) }];
    }
    return [];
  });
}

/** Where the agent's verb stands; switches may come before it: `azcmagent --verbose connect`. */
function verbAfter({ values }: Context, { items }: Arguments, agentAt: number): number | undefined {
  const at = items.findIndex(({ word }, index) => {
    const text = values.textOf(word) ?? '';
    const name = connectFlags.aliases[text] ?? text.replace(/^--/, '');
    return index > agentAt && !(text.startsWith('-') && connectFlags.switches.has(name));
  });
  return at < 0 ? undefined : at;
}

/** Whether the word names the agent's program, by any path, directly or through a variable. */
export function isAgent({ model, values }: Context, word: Word): boolean {
  const isNamed = (text: string | undefined): boolean =>
    text !== undefined && /(^|[\\/])azcmagent(\.exe)?$/i.test(text);
  if (isNamed(values.keyOf(word))) return true;
  const source = sourceOf(model, word);
  if (source.startsWith('(') && givesAgent(source)) return true;
  const name = variableOf(word);
  const value = name === undefined ? undefined : values.assignmentOf(name)?.value;
  return value !== undefined && givesAgent(sourceOf(model, value));
}

/** Whether an expression puts the agent's path together: `Join-Path $folder "azcmagent.exe"`, `"{0}\\azcmagent.exe" -f $folder`. */
const givesAgent = (source: string): boolean =>
  /[\\/'"\s]azcmagent(\.exe)?["')\s]*$/i.test(source) || /^["'][^"']*[\\/]azcmagent(\.exe)?["']\s*-f\s/i.test(source);

/** Whether the word names a function that hands its arguments to the agent. */
function isForwarder(context: Context, word: Word): boolean {
  const name = context.values.textOf(word)?.toLowerCase();
  const program = name === undefined ? undefined : context.model.forwarders?.get(name);
  return program !== undefined && isAgent(context, program);
}

export const flagNamed = ({ flags }: Connect, name: string): Flag | undefined =>
  flags.find((flag) => flag.name === name);

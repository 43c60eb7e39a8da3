import { type Argument, type Arguments, argumentsOf, type Flag, flagsOf, type FlagStyle } from './arguments';
import type { Context } from './context';
import { type Command, sourceOf, type Word } from './model';
import { isInert } from './programs';
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
    if (isInert(context, command)) return [];
    const found = argumentsOf(context, command, connectFlags.switches);
    const at = found.items.findIndex(
      ({ word }, index) => isAgent(context, word) && isVerb(context, found, index + 1, 'connect'),
    );
    const verb = found.items[at + 1];
    if (at < 0 || !verb) return [];
    const flags = flagsOf(context, found.items.slice(at + 2), connectFlags);
    const agentEnd = found.items[at]?.word.end ?? 0;
    return [{ command, verb, flags, openAt: found.open.find((each) => each >= agentEnd) }];
  });
}

export const isVerb = ({ values }: Context, { items }: Arguments, index: number, verb: string): boolean => {
  const word = items[index]?.word;
  return word !== undefined && values.textOf(word) === verb;
};

/** Whether the word names the agent's program, by any path, directly or through a variable. */
export function isAgent({ model, values }: Context, word: Word): boolean {
  const isNamed = (text: string | undefined): boolean =>
    text !== undefined && /(^|[\\/])azcmagent(\.exe)?$/i.test(text);
  if (isNamed(values.keyOf(word))) return true;
  const name = variableOf(word);
  const value = name === undefined ? undefined : values.assignmentOf(name)?.value;
  return value !== undefined && /[\\/'"\s]azcmagent(\.exe)?["')\s]*$/i.test(sourceOf(model, value));
}

export const flagNamed = ({ flags }: Connect, name: string): Flag | undefined =>
  flags.find((flag) => flag.name === name);

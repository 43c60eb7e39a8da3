import { argumentsOf, flagsOf } from './arguments';
import { type Connect, connectFlags, handsOnAll, runsAgent, verbAfter } from './connect';
import type { Context } from './context';
import { type Command, type FunctionDefinition, type Model, sourceOf, type Word } from './model';
import { contains } from './order';
import { isPrinter } from './printOnly';
import { programOf } from './programs';
import type { Span } from './syntaxTree';
import type { Values } from './values';

const starters =
  /^(xargs|parallel|ssh|find|watch|su|runuser|flock|script|systemd-run|chroot|nsenter|docker|podman|kubectl|salt|pdsh)$/;

/** Refuses calls of the agent that may connect; notes unknown verbs. */
export function checkVerbs(context: Context, connects: readonly Connect[]): void {
  const { model, patch } = context;
  const known = new Set(connects.map(({ command }) => command));
  const told = toldToConnect(context);
  for (const command of model.commands) {
    if (known.has(command) || isPrinter(context, command)) continue;
    const agent = agentWithoutVerb(context, command);
    if (!agent) continue;
    if (mayConnect(context, command, agent, told)) patch.refuse(agent.start, { code: 'connect.builtAtRunTime' });
    else patch.note(agent.start, 'warning', { code: 'connect.unseen', uncertain: 'command' });
  }
}

function agentWithoutVerb(context: Context, command: Command): Word | undefined {
  const { model, values } = context;
  const found = argumentsOf(context, command, connectFlags);
  const index = found.items.findIndex(({ word }) => runsAgent(context, command, word));
  const agent = found.items[index]?.word;
  const program = programOf(context, command);
  if (!agent || !program) return undefined;
  const isStarted = starters.test(program.name) || model.runners.has(program.name);
  if (program.word !== agent && !isStarted) return undefined;
  const at = verbAfter(context, found, index);
  const verb = at === undefined ? undefined : found.items[at]?.word;
  if (verb && values.textOf(verb) !== undefined) return undefined;
  const hasMore = verb !== undefined || found.open.some((each) => each > agent.start) || program.name === 'xargs';
  if (!hasMore) return undefined;
  // Forwarded arguments are read at the function's call.
  return handsOnAll(context, command) && functionsAround(context, command).length > 0 ? undefined : agent;
}

const isVerb = ({ text }: Model, { start, end }: Span): boolean =>
  /(?<![\w-])connect(?![\w-])/.test(text.slice(start, end).replaceAll(':-', ' '));

const toldToConnect = (context: Context): ReadonlySet<string> =>
  new Set(
    context.model.commands.flatMap((command) => {
      const program = programOf(context, command);
      return program?.args.some((word) => isVerb(context.model, word)) ? [sourceOf(context.model, program.word)] : [];
    }),
  );

/** True if the verb, its flags, or their variables mention connect. */
function mayConnect(context: Context, command: Command, agent: Word, told: ReadonlySet<string>): boolean {
  const { model } = context;
  const rest = command.words.filter((word) => word.start > agent.start);
  const names = new Set(flagsOf(context, argumentsOf(context, command).items, connectFlags).map(({ name }) => name));
  if (rest.some((word) => isVerb(model, word)) || telling.some((name) => names.has(name))) return true;
  const variables = rest.flatMap(({ parts }) => parts.flatMap((part) => ('variable' in part ? [part.variable] : [])));
  if (variables.some((name) => isGivenVerb(context, name))) return true;
  return told.has('set') || functionsAround(context, command).some(({ name }) => told.has(name));
}

const telling = ['resource-group', 'subscription-id', 'tenant-id', 'location'];
const given = new WeakMap<Values, Map<string, boolean>>();

function isGivenVerb({ model, values }: Context, name: string): boolean {
  const known = given.get(values) ?? new Map<string, boolean>();
  given.set(values, known);
  const holds =
    known.get(name) ?? [...values.seenOf(name), ...values.listedIn(name)].some((word) => isVerb(model, word));
  known.set(name, holds);
  return holds;
}

const functionsAround = ({ model }: Context, command: Command): readonly FunctionDefinition[] =>
  model.functions.filter(({ node }) => contains(node, command));

import { sameResource } from '../../kernel/resources';
import { type Argument, type Flag, isArray, separatorBefore } from './arguments';
import { type Connect, flagNamed } from './connect';
import { type Context, gatewayName } from './context';
import { declareGateway } from './declare';
import type { GatewayExpression } from './gatewayExpression';
import { mentionsIn, usersOf } from './mentions';
import { sourceOf, type Word } from './model';
import { isAlwaysBefore, isHandedOver } from './order';
import { mayBeSetAfter } from './unusedName';
import { variableOf } from './values';

/** Has every connect name the gateway. The expression is the one that the script's other commands can use too. */
export function patchGateway(context: Context, connects: readonly Connect[]): GatewayExpression {
  let expression: GatewayExpression | undefined;
  for (const connect of connects) {
    const flag = flagNamed(connect, 'gateway-id');
    expression = flag ? correct(context, connect, flag) : add(context, connect, expression);
  }
  return expression ?? { literal: true };
}

function correct(context: Context, connect: Connect, flag: Flag): GatewayExpression {
  const { site, draft, dialect } = context;
  const why = `Replaces the gateway with ${gatewayName(site)}.`;
  if (!flag.value) {
    draft.refuse(flag.argument.word.start, '--gateway-id has no value.');
    return { literal: true };
  }
  if (!flag.argument.isAlways || !flag.last.isAlways) {
    draft.refuse(flag.argument.word.start, '--gateway-id is added in some cases only.');
    return { literal: true };
  }
  const variable = variableOf(flag.value);
  if (variable !== undefined) {
    correctVariable(context, connect, variable, flag.value, why);
    const assignment = context.values.assignmentOf(variable);
    return assignment?.statement
      ? { variable: sourceOf(context.model, assignment.target), declaredAt: assignment.statement }
      : { literal: true };
  }
  const text = context.values.textOf(flag.value);
  if (text === undefined) {
    draft.refuse(flag.value.start, 'The value of --gateway-id is put together when the script runs.');
  } else if (!sameResource(text, site.gateway.id)) {
    const quote = flag.value.quote === '' ? '"' : flag.value.quote;
    draft.replace(flag.value, dialect.quoted(flag.prefix + site.gateway.id, quote), 'gateway', why);
  }
  return { literal: true };
}

function correctVariable(context: Context, { flags, command }: Connect, name: string, use: Word, why: string): void {
  const { values, draft, site, dialect, model } = context;
  const assignment = values.assignmentOf(name);
  const value = assignment?.value;
  const text = value && values.textOf(value);
  if (!value || text === undefined) {
    const reason =
      values.countOf(name) > 1 ? 'is assigned more than once' : 'is not set to a fixed text in this script';
    draft.refuse(use.start, `The gateway comes from the variable ${name}, which ${reason}.`);
  } else if (!isAlwaysBefore(assignment.statement, command)) {
    draft.refuse(use.start, `The gateway comes from the variable ${name}, which is set in some cases only.`);
  } else if (mayBeSetAfter(context, assignment.target.start)) {
    draft.refuse(use.start, `The gateway comes from the variable ${name}, which something else may set later.`);
  } else if (isHandedOver(model, assignment.target, command) && !/^"?\$\{?using:/i.test(sourceOf(model, use))) {
    draft.refuse(use.start, `The variable ${name} is not certainly set in the session that connect runs in.`);
  } else if (!sameResource(text, site.gateway.id)) {
    if (flags.some((flag) => flag.name !== 'gateway-id' && flag.value && variableOf(flag.value) === name)) {
      draft.refuse(use.start, `The variable ${name} is the value of --gateway-id and of another flag.`);
    } else if (variableOf(value) === undefined && value.parts.every((part) => 'text' in part)) {
      draft.replace(value, dialect.quoted(site.gateway.id, value.quote === '' ? '"' : value.quote), 'gateway', why);
    } else draft.refuse(value.start, `The variable ${name} is made of other variables.`);
  }
}

function add(context: Context, connect: Connect, known: GatewayExpression | undefined): GatewayExpression {
  const { draft, dialect, site } = context;
  if (connect.openAt !== undefined) {
    draft.refuse(connect.openAt, 'Arguments from outside follow, and --gateway-id may be among them.');
    return known ?? { literal: true };
  }
  if (connect.unreadAt !== undefined) {
    draft.refuse(connect.unreadAt, 'Behind -- azcmagent reads no flags, and a gateway is named there.');
    return known ?? { literal: true };
  }
  const anchor = anchorOf(context, connect);
  const after = (anchor?.last ?? connect.verb).word;
  if (isShared(context, connect.verb.home, connect, true)) {
    draft.refuse(after.start, 'This list of arguments is for another command too, which must not get the gateway.');
    return known ?? { literal: true };
  }
  const expression = declareGateway(context, connect, after, known);
  const like = anchor?.value;
  const value =
    'variable' in expression
      ? dialect.reference(expression.variable, like ? sourceOf(context.model, like) : '"')
      : dialect.quoted(site.gateway.id, like?.quote === "'" ? "'" : '"');
  insertFlag(context, connect, anchor, value);
  return expression;
}

/** Where the word ends with what clings to it: PowerShell takes `$(hostname)-arc` for two words. */
function endOfGlued({ word, home }: Argument): number {
  let end = word.end;
  for (const next of home.slice(home.indexOf(word) + 1)) {
    if (next.start !== end) break;
    end = next.end;
  }
  return end;
}

/** Where the comment ends that follows on the line; undefined where none does. */
function endOfComment(text: string, at: number): number | undefined {
  const comment = /^[ \t]+#[^\r\n]*/.exec(text.slice(at, text.indexOf('\n', at) + 1 || text.length))?.[0];
  return comment === undefined ? undefined : at + comment.length;
}

/** The flag after which the gateway is put: certainly there, with its value, and in words that only connect is given. */
function anchorOf(context: Context, connect: Connect): Flag | undefined {
  const shared = new Map<readonly Word[], boolean>([[connect.verb.home, false]]);
  const isOwn = (home: readonly Word[]): boolean => {
    const known = shared.get(home) ?? isShared(context, home, connect, false);
    shared.set(home, known);
    return !known;
  };
  const isFirm = ({ isAppended, isAlways, home }: Argument): boolean => !isAppended && isAlways && isOwn(home);
  const flags = connect.flags.filter(({ argument, last, isWhole }) => isWhole && isFirm(argument) && isFirm(last));
  return (
    flags.find(({ name }) => name === 'cloud') ??
    flags.findLast(({ last }) => last.home === connect.verb.home) ??
    flags.at(-1)
  );
}

/** Whether a list is used elsewhere than by this connect; `isWhole` where it holds the command itself, and others may run it. */
function isShared(context: Context, home: readonly Word[], { command }: Connect, isWhole: boolean): boolean {
  if (context.model.language !== 'bash' || !isArray(context, home)) return false;
  const { listNames, assigned } = mentionsIn(context);
  const name = listNames.get(home);
  if (name === undefined || assigned.has(name)) return true;
  return usersOf(context, name, isWhole).some((each) => each !== command);
}

/** Puts `--gateway-id` after the flag that the portal puts it after, laid out like that flag. */
function insertFlag(context: Context, { verb }: Connect, anchor: Flag | undefined, value: string): void {
  const { draft, site, model, dialect } = context;
  const after = anchor?.last ?? verb;
  const inArray = isArray(context, after.home);
  const end = endOfGlued(after);
  const commentEnd = inArray ? endOfComment(model.text, end) : undefined;
  const separator = separatorBefore(context, anchor?.argument ?? verb);
  // A comma behind the comment would be part of it.
  const before = commentEnd !== undefined && separator.includes(',') ? ', ' : separator;
  const hasPair = anchor !== undefined && anchor.last !== anchor.argument && anchor.argument.home === after.home;
  const between = hasPair ? model.text.slice(anchor.argument.word.end, anchor.last.word.start) : before;
  const isPlain = between !== '' && ['', ','].includes(between.trim());
  const gap = !inArray ? (between.startsWith('=') ? '=' : ' ') : isPlain ? between : before;
  const isQuoted = inArray && model.language === 'powershell';
  const flag = isQuoted ? dialect.quoted('--gateway-id', (anchor?.argument ?? verb).word.quote) : '--gateway-id';
  draft.insert(
    before.includes('\n') ? (commentEnd ?? end) : end,
    `${before}${flag}${gap}${value}`,
    'gateway',
    `Connects the machine through the gateway ${gatewayName(site)}.`,
  );
}

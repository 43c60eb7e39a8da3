import * as l10n from '@vscode/l10n';
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

/** Returns an expression for other commands. */
export function patchGateway(context: Context, connects: readonly Connect[]): GatewayExpression {
  let expression: GatewayExpression | undefined;
  for (const connect of connects) {
    const flag = flagNamed(connect, 'gateway-id');
    expression = flag ? correct(context, connect, flag) : add(context, connect, expression);
  }
  return expression ?? { literal: true };
}

function correct(context: Context, connect: Connect, flag: Flag): GatewayExpression {
  const { site, patch, dialect } = context;
  const why = l10n.t`Replaces the gateway with ${gatewayName(site)}.`;
  if (!flag.value) {
    patch.refuse(flag.argument.word.start, { code: 'gateway.withoutValue' });
    return { literal: true };
  }
  if (!flag.argument.isAlways || !flag.last.isAlways) {
    patch.refuse(flag.argument.word.start, { code: 'gateway.conditional' });
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
    patch.refuse(flag.value.start, { code: 'gateway.builtAtRunTime' });
  } else if (!sameResource(text, site.gateway.id)) {
    const quote = flag.value.quote === '' ? '"' : flag.value.quote;
    patch.replace(flag.value, dialect.quoted(flag.prefix + site.gateway.id, quote), 'gateway', why);
  }
  return { literal: true };
}

function correctVariable(context: Context, { flags, command }: Connect, name: string, use: Word, why: string): void {
  const { values, patch, site, dialect, model } = context;
  const assignment = values.assignmentOf(name);
  const value = assignment?.value;
  const text = value && values.textOf(value);
  if (!value || text === undefined) {
    const code = values.countOf(name) > 1 ? 'gateway.variableReassigned' : 'gateway.variableNotFixed';
    patch.refuse(use.start, { code, name });
  } else if (!isAlwaysBefore(assignment.statement, command)) {
    patch.refuse(use.start, { code: 'gateway.variableConditional', name });
  } else if (mayBeSetAfter(context, assignment.target.start)) {
    patch.refuse(use.start, { code: 'gateway.variableChangedLater', name });
  } else if (isHandedOver(model, assignment.target, command) && !/^"?\$\{?using:/i.test(sourceOf(model, use))) {
    patch.refuse(use.start, { code: 'gateway.variableOfOtherSession', name });
  } else if (!sameResource(text, site.gateway.id)) {
    if (flags.some((flag) => flag.name !== 'gateway-id' && flag.value && variableOf(flag.value) === name)) {
      patch.refuse(use.start, { code: 'gateway.variableOfOtherFlag', name });
    } else if (variableOf(value) === undefined && value.parts.every((part) => 'text' in part)) {
      patch.replace(value, dialect.quoted(site.gateway.id, value.quote === '' ? '"' : value.quote), 'gateway', why);
    } else patch.refuse(value.start, { code: 'gateway.variableComposed', name });
  }
}

function add(context: Context, connect: Connect, known: GatewayExpression | undefined): GatewayExpression {
  const { patch, dialect, site } = context;
  if (connect.openAt !== undefined) {
    patch.refuse(connect.openAt, { code: 'gateway.argumentsFromOutside' });
    return known ?? { literal: true };
  }
  if (connect.unreadAt !== undefined) {
    patch.refuse(connect.unreadAt, { code: 'gateway.afterLastFlag' });
    return known ?? { literal: true };
  }
  const anchor = anchorOf(context, connect);
  const after = (anchor?.last ?? connect.verb).word;
  if (isShared(context, connect.verb.home, connect, true)) {
    patch.refuse(after.start, { code: 'gateway.sharedList' });
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

/** PowerShell reads `$(hostname)-arc` as two adjacent words. */
function endOfGlued({ word, home }: Argument): number {
  let end = word.end;
  for (const next of home.slice(home.indexOf(word) + 1)) {
    if (next.start !== end) break;
    end = next.end;
  }
  return end;
}

function endOfComment(text: string, at: number): number | undefined {
  const comment = /^[ \t]+#[^\r\n]*/.exec(text.slice(at, text.indexOf('\n', at) + 1 || text.length))?.[0];
  return comment === undefined ? undefined : at + comment.length;
}

/** A flag that is always present, with a value, and only in this connect. */
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

/** `isWhole`: the list includes the command, so others may run it. */
function isShared(context: Context, home: readonly Word[], { command }: Connect, isWhole: boolean): boolean {
  if (context.model.language !== 'bash' || !isArray(context, home)) return false;
  const { listNames, assigned } = mentionsIn(context);
  const name = listNames.get(home);
  if (name === undefined || assigned.has(name)) return true;
  return usersOf(context, name, isWhole).some((each) => each !== command);
}

/** Where the portal's script has it, in the layout of its neighbor. */
function insertFlag(context: Context, { verb }: Connect, anchor: Flag | undefined, value: string): void {
  const { patch, site, model, dialect } = context;
  const after = anchor?.last ?? verb;
  const inArray = isArray(context, after.home);
  const end = endOfGlued(after);
  const commentEnd = inArray ? endOfComment(model.text, end) : undefined;
  const separator = separatorBefore(context, anchor?.argument ?? verb);
  // A comma after the comment would be part of it.
  const before = commentEnd !== undefined && separator.includes(',') ? ', ' : separator;
  const hasPair = anchor !== undefined && anchor.last !== anchor.argument && anchor.argument.home === after.home;
  const between = hasPair ? model.text.slice(anchor.argument.word.end, anchor.last.word.start) : before;
  const isPlain = between !== '' && ['', ','].includes(between.trim());
  const gap = !inArray ? (between.startsWith('=') ? '=' : ' ') : isPlain ? between : before;
  const isQuoted = inArray && model.language === 'powershell';
  const flag = isQuoted ? dialect.quoted('--gateway-id', (anchor?.argument ?? verb).word.quote) : '--gateway-id';
  patch.insert(
    before.includes('\n') ? (commentEnd ?? end) : end,
    `${before}${flag}${gap}${value}`,
    'gateway',
    l10n.t`Connects the machine through the gateway ${gatewayName(site)}.`,
  );
}

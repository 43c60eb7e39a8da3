import * as l10n from '@vscode/l10n';
import { sameResource } from '../../kernel/resources';
import { bareWord } from '../../kernel/text/quote';
import { type Argument, type Flag, isArray } from './arguments';
import { type Connect, flagNamed } from './connect';
import { type Context, gatewayName } from './context';
import { declareGateway } from './declare';
import type { GatewayExpression } from './gatewayExpression';
import { insertFlag } from './insertGateway';
import { mentionsIn, usersOf } from './mentions';
import { sourceOf, type Word } from './model';
import { isAlwaysBefore, isHandedOver } from './order';
import { writeWord } from './writeWord';
import type { RefusalReason } from './refusals';
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
  const { site, patch } = context;
  const why = l10n.t`Replaces the gateway with ${gatewayName(site)}.`;
  if (!flag.value) {
    patch.refuse(flag.argument.word.start, { code: 'gateway.withoutValue' });
    return { literal: true };
  }
  if (!flag.argument.isAlways || !flag.last.isAlways) {
    patch.refuse(flag.argument.word.start, whyConditional(context, flag.value));
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
    const written = writeWord(context, flag.prefix + site.gateway.id, quote, flag.value);
    if (written === undefined) patch.refuse(flag.value.start, { code: 'connect.startProcess' });
    else patch.replace(flag.value, written, 'gateway', why);
  }
  return { literal: true };
}

/** A script may take the gateway from its caller. */
function whyConditional({ values, model, site }: Context, value: Word): RefusalReason {
  const name = variableOf(value);
  const isGiven = name !== undefined && values.seenOf(name).length === 0 && values.listedIn(name).length === 0;
  if (!isGiven) return { code: 'gateway.conditional' };
  const isParameter = model.language === 'powershell' && values.countOf(name) > 0;
  const written = sourceOf(model, value).replace(/^"(.*)"$/, '$1');
  const option = isParameter ? written.replace(/^\$\{?([\w:]+)\}?$/, '-$1') : written;
  return { code: 'gateway.ownOption', name: option, gatewayId: site.gateway.id };
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
  const like = anchor?.value;
  const isText = connect.command.started !== undefined;
  if (isText && bareWord(site.gateway.id) === undefined) {
    patch.refuse(after.start, { code: 'connect.startProcess' });
    return known ?? { literal: true };
  }
  const expression: GatewayExpression = after.isInText
    ? { literal: true }
    : declareGateway(context, connect, after, known);
  const value =
    'variable' in expression
      ? dialect.reference(expression.variable, like ? sourceOf(context.model, like) : '"')
      : (writeWord(context, site.gateway.id, like?.quote === "'" ? "'" : '"', after) ?? '');
  insertFlag(context, connect, anchor, value);
  return expression;
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
  if (context.model.language !== 'bash' || context.dialect.listSeparator !== undefined) return false;
  if (!isArray(context, home)) return false;
  const { listNames, assigned } = mentionsIn(context);
  const name = listNames.get(home);
  if (name === undefined || assigned.has(name)) return true;
  return usersOf(context, name, isWhole).some((each) => each !== command);
}

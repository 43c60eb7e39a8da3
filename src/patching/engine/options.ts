import { bareWord } from '../../kernel/text/quote';
import { type Argument, type Flag, isArray } from './arguments';
import type { Connect } from './connect';
import type { Context } from './context';
import { declareGateway } from './declare';
import type { GatewayExpression } from './gatewayExpression';
import { insertFlag } from './insertFlag';
import { mentionsIn, usersOf } from './mentions';
import { sourceOf, type Word } from './model';
import { isAlwaysBefore, isHandedOver } from './order';
import { writeWord } from './writeWord';
import type { RefusalReason } from './refusals';
import { mayBeSetAfter } from './unusedName';
import { variableOf } from './values';
import type { OptionProblem, WantedOption } from './wanted';

/** Gives each command its options. Returns an expression of the gateway for other commands. */
export function patchOptions(context: Context, connects: readonly Connect[]): GatewayExpression {
  let expression: GatewayExpression | undefined;
  for (const connect of connects) {
    const missing: WantedOption[] = [];
    for (const option of connect.wanted) {
      const [flag, more] = connect.flags.filter(({ name }) => name === option.name);
      if (!flag) {
        missing.push(option);
        continue;
      }
      if (more) context.patch.refuse(flag.argument.word.start, option.refusal('repeated'));
      const corrected = correct(context, connect, flag, option);
      if (option.kind === 'gateway') expression = corrected;
    }
    if (missing.length > 0) expression = add(context, connect, missing, expression);
  }
  return expression ?? { literal: true };
}

function correct(context: Context, connect: Connect, flag: Flag, option: WantedOption): GatewayExpression {
  const { patch } = context;
  if (!flag.value) {
    patch.refuse(flag.argument.word.start, option.refusal('withoutValue'));
    return { literal: true };
  }
  if (!flag.argument.isAlways || !flag.last.isAlways) {
    patch.refuse(flag.argument.word.start, whyConditional(context, flag.value, option));
    return { literal: true };
  }
  const variable = variableOf(flag.value);
  if (variable !== undefined) {
    correctVariable(context, connect, variable, flag.value, option);
    const assignment = context.values.assignmentOf(variable);
    return assignment?.statement
      ? { variable: sourceOf(context.model, assignment.target), declaredAt: assignment.statement }
      : { literal: true };
  }
  const text = context.values.textOf(flag.value);
  if (text === undefined) {
    leaveOrRefuse(context, flag.value, option, option.refusal('builtAtRunTime'));
  } else if (!option.isSame(text)) {
    const quote = flag.value.quote === '' ? '"' : flag.value.quote;
    const written = writeWord(context, flag.prefix + option.value, quote, flag.value);
    if (written === undefined) patch.refuse(flag.value.start, { code: 'connect.startProcess' });
    else patch.replace(flag.value, written, option.kind, option.replaces);
  }
  return { literal: true };
}

function leaveOrRefuse({ patch, model }: Context, value: Word, option: WantedOption, reason: RefusalReason): void {
  const source = sourceOf(model, value).replace(/^"(.*)"$/, '$1');
  const note = option.outsideNote?.(source.slice(0, 100));
  if (note) patch.note(value.start, 'warning', note);
  else patch.refuse(value.start, reason);
}

/** A script may take the gateway from its caller. */
function whyConditional({ values, model }: Context, value: Word, option: WantedOption): RefusalReason {
  const name = variableOf(value);
  const isGiven = name !== undefined && values.seenOf(name).length === 0 && values.listedIn(name).length === 0;
  if (!isGiven) return option.refusal('conditional');
  const isParameter = model.language === 'powershell' && values.countOf(name) > 0;
  const written = sourceOf(model, value).replace(/^"(.*)"$/, '$1');
  return option.ownOption(isParameter ? written.replace(/^\$\{?([\w:]+)\}?$/, '-$1') : written);
}

function correctVariable(context: Context, connect: Connect, name: string, use: Word, option: WantedOption): void {
  const { values, patch, dialect, model } = context;
  const { command } = connect;
  const assignment = values.assignmentOf(name);
  const value = assignment?.value;
  const text = value && values.textOf(value);
  if (!value || text === undefined) {
    const reason = option.variableRefusal(values.countOf(name) > 1 ? 'variableReassigned' : 'variableNotFixed', name);
    if (values.seenOf(name).length === 0) leaveOrRefuse(context, use, option, reason);
    else patch.refuse(use.start, reason);
  } else if (!isAlwaysBefore(assignment.statement, command)) {
    patch.refuse(use.start, option.variableRefusal('variableConditional', name));
  } else if (mayBeSetAfter(context, assignment.target.start)) {
    patch.refuse(use.start, option.variableRefusal('variableChangedLater', name));
  } else if (isHandedOver(model, assignment.target, command) && !/^"?\$\{?using:/i.test(sourceOf(model, use))) {
    patch.refuse(use.start, option.variableRefusal('variableOfOtherSession', name));
  } else if (!option.isSame(text)) {
    if (isOfOtherFlag(connect, name, option)) {
      patch.refuse(use.start, option.variableRefusal('variableOfOtherFlag', name));
    } else if (variableOf(value) === undefined && value.parts.every((part) => 'text' in part)) {
      const quoted = dialect.quoted(option.value, value.quote === '' ? '"' : value.quote);
      patch.replace(value, quoted, option.kind, option.replaces);
    } else patch.refuse(value.start, option.variableRefusal('variableComposed', name));
  }
}

/** Options that get the same value may share a variable. */
const isOfOtherFlag = ({ flags, wanted }: Connect, variable: string, { name, value }: WantedOption): boolean =>
  flags.some(
    (flag) =>
      flag.name !== name &&
      flag.value &&
      variableOf(flag.value) === variable &&
      !wanted.some((other) => other.name === flag.name && other.value === value),
  );

function add(
  context: Context,
  connect: Connect,
  missing: readonly WantedOption[],
  known: GatewayExpression | undefined,
): GatewayExpression {
  const { patch, dialect } = context;
  const refuse = (at: number, problem: OptionProblem): GatewayExpression => {
    if (missing[0]) patch.refuse(at, missing[0].refusal(problem));
    return known ?? { literal: true };
  };
  if (connect.openAt !== undefined) return refuse(connect.openAt, 'argumentsFromOutside');
  if (connect.unreadAt !== undefined) return refuse(connect.unreadAt, 'afterLastFlag');
  const anchor = anchorOf(context, connect);
  const after = (anchor?.last ?? connect.verb).word;
  if (isShared(context, connect.verb.home, connect, true)) return refuse(after.start, 'sharedList');
  const like = anchor?.value;
  const isText = connect.command.started !== undefined;
  if (isText && missing.some(({ value }) => bareWord(value) === undefined)) {
    patch.refuse(after.start, { code: 'connect.startProcess' });
    return known ?? { literal: true };
  }
  let expression = known;
  for (const option of missing) {
    const own: GatewayExpression =
      after.isInText || option.kind !== 'gateway'
        ? { literal: true }
        : declareGateway(context, connect, after, expression);
    const value =
      'variable' in own
        ? dialect.reference(own.variable, like ? sourceOf(context.model, like) : '"')
        : (writeWord(context, option.value, like?.quote === "'" ? "'" : '"', after) ?? '');
    insertFlag(context, connect, anchor, option, value);
    if (option.kind === 'gateway') expression = own;
  }
  return expression ?? { literal: true };
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

import * as l10n from '@vscode/l10n';
import { gatewayType, sameResource } from '../../kernel/resources';
import type { Connect } from './connect';
import { type Context, gatewayName, oncePerScript } from './context';
import type { GatewayExpression, GatewayVariable } from './gatewayExpression';
import { type Assignment, sourceOf } from './model';
import { assigning, isSetAt } from './order';
import { isPlaceholder } from './placeholder';
import { containment, countWhile } from './spans';
import type { Span, SyntaxNode } from './syntaxTree';
import { mayBeSetAfter, unusedName } from './unusedName';
import { variableOf } from './values';

const secrets = new Set(['service-principal-secret', 'access-token', 'service-principal-cert', 'tags']);

interface Anchor extends Assignment {
  readonly statement: SyntaxNode;
  readonly value: NonNullable<Assignment['value']>;
}

/**
 * Declares the gateway next to similar variables, in their style. Does nothing without such variables; never declares
 * twice. `use` is where it is read.
 */
export function declareGateway(
  context: Context,
  connect: Connect,
  use: Span,
  known: GatewayExpression | undefined,
): GatewayExpression {
  const present = existing(context, use);
  if (present) return present;
  if (known && 'variable' in known) return isSetAt(context.model, known.declaredAt, use) ? known : { literal: true };
  const anchor = anchorOf(context, connect, use);
  if (!anchor || mayBeSetAfter(context, anchor.statement.start)) return { literal: true };
  const name = unusedName(context, sourceOf(context.model, anchor.target));
  if (name === undefined || mayChange(context, anchor.statement, use)) return { literal: true };
  declare(context, anchor, name);
  return { variable: name, declaredAt: anchor.statement };
}

/** Holds the gateway, but connect doesn't use it. */
function existing(context: Context, use: Span): GatewayVariable | undefined {
  const { model, values, site, patch, dialect } = context;
  for (const { statement, target, value } of namedGateways(context)) {
    if (!isSetAt(model, statement, use) || mayChange(context, statement, use)) continue;
    if (mayBeSetAfter(context, statement.start)) continue;
    const text = values.textOf(value);
    if (text === undefined || !value.parts.every((part) => 'text' in part)) continue;
    if (!isGatewayId(text) && !isPlaceholder(text)) continue;
    if (!sameResource(text, site.gateway.id)) {
      const quoted = dialect.quoted(site.gateway.id, value.quote === '' ? '"' : value.quote);
      patch.replace(value, quoted, 'gateway', l10n.t`Replaces the gateway with ${gatewayName(site)}.`);
    }
    return { variable: sourceOf(model, target), declaredAt: statement };
  }
  return undefined;
}

const namedGateways = oncePerScript(({ model, values }) =>
  model.assignments.flatMap(({ name, statement, target }) => {
    if (!/^(env:)?_*gateway_?(resource_?)?id$/i.test(name)) return [];
    const value = values.assignmentOf(name)?.value;
    return statement && value ? [{ statement, target, value }] : [];
  }),
);

function mayChange(context: Context, { end }: Span, use: Span): boolean {
  const { starts, isInFunction } = dynamicPlaces(context);
  return isInFunction || (starts[countWhile(starts, (start) => start < end)] ?? Infinity) < use.start;
}

const dynamicPlaces = oncePerScript(({ model }) => ({
  starts: model.dynamic.map(({ start }) => start).sort((a, b) => a - b),
  isInFunction: model.dynamic.some(containment(model.functions.map(({ node }) => node))),
}));

const isGatewayId = (text: string): boolean => text.toLowerCase().includes(`/providers/${gatewayType}/`.toLowerCase());

function anchorOf({ values, model }: Context, { flags }: Connect, use: Span): Anchor | undefined {
  const used = flags
    .filter(({ name }) => !secrets.has(name))
    .flatMap(({ value }) => (value ? [variableOf(value)] : []))
    .flatMap((name) => (name === undefined ? [] : [values.assignmentOf(name)]))
    .filter((each) => each !== undefined);
  return used
    .filter((each): each is Anchor => each.statement !== undefined && each.value !== undefined)
    .filter(({ statement }) => isSetAt(model, statement, use))
    .sort((a, b) => a.statement.start - b.statement.start)
    .at(-1);
}

/** Without keywords that change the value or make it read-only. */
function leadLike({ model }: Context, statement: SyntaxNode, target: Span): string {
  const first = statement.children.find(({ type }) => type === 'variable_assignment') ?? target;
  const written = model.text.slice(statement.start, first.start);
  if (statement.type !== 'declaration_command') return written;
  const [keyword = '', ...options] = written.trim().split(/\s+/);
  if (keyword === 'readonly') return '';
  const isKept = (option: string): boolean => /^-[xg]+$/.test(option);
  return options.every(isKept) ? written : [keyword, ...options.filter(isKept), ''].join(' ');
}

function declare(context: Context, { statement, target, value }: Anchor, name: string): void {
  const { model, site, dialect, patch } = context;
  const { text } = model;
  const assigned = `${name}${text.slice(target.end, value.start)}${dialect.quoted(site.gateway.id, value.quote === '' ? '"' : value.quote)}`;
  const insert = (at: number, inserted: string): void => {
    patch.insert(at, inserted, 'gateway', l10n.t('Declares the gateway next to the script’s other values.'));
  };
  const lead = leadLike(context, statement, target);
  const isOneOfSeveral = statement.children.filter(({ type }) => type === 'variable_assignment').length > 1;
  // One declaration may serve several connects.
  if (
    isOneOfSeveral &&
    (statement.type !== 'declaration_command' || lead.trim() !== '') &&
    text.startsWith(lead, statement.start)
  ) {
    insert(statement.end, ` ${assigned}`);
    return;
  }
  const declaration = lead + assigned;
  const separator = separatorOf(context, statement);
  if (separator === undefined) insert(statement.start, declaration + separatorAfter(context, statement));
  else insert(statement.end, separator + declaration);
}

/** Between this assignment and the previous one; undefined if other text intervenes. */
function separatorOf({ model: { text } }: Context, statement: SyntaxNode): string | undefined {
  const siblings =
    statement.parent?.children.filter(({ isNamed, type }) => isNamed && type !== 'empty_statement') ?? [];
  const previous = siblings[siblings.indexOf(statement) - 1];
  if (!previous || !assigning.test(previous.type)) return undefined;
  const between = text.slice(previous.end, statement.start);
  if (!/^(?:[;\s]|&&|\\\r?\n)+$/.test(between)) return undefined;
  const rest = /^[^\r\n]*/.exec(text.slice(statement.end))?.[0] ?? '';
  if (/^[ \t;]*#/.test(rest) && between.includes('\n')) return undefined;
  return between.replace(/(\r?\n)\s*\r?\n/g, '$1');
}

function separatorAfter({ model: { text }, isOneLine }: Context, statement: SyntaxNode): string {
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const indent = text.slice(lineStart, statement.start);
  const goesOn = /^[ \t]*;[ \t]*[^\s#;]/.test(text.slice(statement.end));
  if (!isOneLine && !goesOn && /^[ \t\ufeff]*$/.test(indent) && statement.parent?.type !== 'list') {
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    return `${text[statement.end] === ';' ? ';' : ''}${end}${indent.replace('\ufeff', '')}`;
  }
  return /^\s*(\\\r?\n\s*)?&&/.test(text.slice(statement.end)) ? ' && ' : '; ';
}

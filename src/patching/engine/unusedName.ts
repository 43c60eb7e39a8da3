import { type Context, oncePerScript } from './context';
import type { Command, Model } from './model';

const identifiers = new WeakMap<Model, ReadonlySet<string>>();

/** PowerShell ignores case. */
function identifiersIn(model: Model): ReadonlySet<string> {
  const known = identifiers.get(model);
  if (known) return known;
  const text = model.language === 'powershell' ? model.text.toLowerCase() : model.text;
  const found = new Set(text.match(/[\p{L}\p{N}_]+/gu) ?? []);
  identifiers.set(model, found);
  return found;
}

/** In the style of `like`; undefined if all are taken. */
export function unusedName({ model }: Context, like: string): string | undefined {
  const [, sigil = '', word = ''] = /^(\$\{?(?:\w+:)?)?(\w+)\}?$/.exec(like) ?? [];
  if (word === '') return undefined;
  const taken = identifiersIn(model);
  const isTaken = (name: string): boolean => taken.has(model.language === 'powershell' ? name.toLowerCase() : name);
  const name = stems.map((stem) => styled(stem, word)).find((each) => !isTaken(each));
  return name === undefined ? undefined : sigil.replace('{', '') + name;
}

const stems = ['gatewayId', 'arcGatewayId', 'arcGatewayResourceId'];

function styled(camel: string, like: string): string {
  const snake = camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (/^[A-Z0-9_]+$/.test(like)) return snake.toUpperCase();
  if (like.includes('_')) return snake;
  return /^[A-Z]/.test(like) ? camel.charAt(0).toUpperCase() + camel.slice(1) : camel;
}

const setters = /^(?:set|new|clear|remove)-variable$|^(?:sv|nv|clv|rv)$/i;

/** PowerShell only: a later command may set any variable by dot-sourcing, evaluating text, or building a name. */
export const mayBeSetAfter = (context: Context, place: number): boolean => lastSetter(context) > place;

/** -1 if none. */
const lastSetter = oncePerScript(({ model, values }) => {
  if (model.language !== 'powershell') return -1;
  if (/\bPSVariable\b/i.test(model.text)) return Infinity;
  const setters = model.commands.filter((command) => setsAnyName(command, model, values.textOf));
  return setters.reduce((last, { start }) => Math.max(last, start), -1);
});

function setsAnyName(command: Command, { text }: Model, textOf: Context['values']['textOf']): boolean {
  const [program, ...args] = command.words;
  const name = program && textOf(program);
  // `. $file`; a dot-sourced block is read in place.
  if (text.charAt(command.start) === '.' && command.node.children[0]?.isNamed === false)
    return program !== undefined && text.charAt(program.start) !== '{';
  if (name === undefined) return false;
  if (/^(invoke-expression|iex)$/i.test(name)) return true;
  return setters.test(name) && !args.some((word) => /^[\w:]+$/.test(textOf(word) ?? ''));
}

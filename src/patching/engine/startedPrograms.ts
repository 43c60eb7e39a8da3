import { type Command, fixed, mergeParts, type Model, type Part, sourceOf, type Word } from './model';
import { readWord, unescape } from './powershellWord';
import { baseName } from './programs';
import { nodesAround, type SyntaxNode } from './syntaxTree';
import { type Values, valuesOf, variableOf } from './values';

/** Parameters of `Start-Process`. Source: its help, PowerShell 7.5 (November 2025). */
const valued = [
  'filepath',
  'argumentlist',
  'args',
  'credential',
  'workingdirectory',
  'redirectstandarderror',
  'rse',
  'redirectstandardinput',
  'rsi',
  'redirectstandardoutput',
  'rso',
  'verb',
  'windowstyle',
  'environment',
  'erroraction',
  'ea',
  'errorvariable',
  'warningaction',
  'outvariable',
];
const switches = ['loaduserprofile', 'lup', 'nonewwindow', 'nnw', 'passthru', 'usenewenvironment', 'wait', 'whatif'];
const names = [...valued, ...switches];

const starters = /^(start-process|saps|start)$/;
const shells = /^(cmd|powershell|pwsh|bash|sh|wsl)$/;

/**
 * With each `Start-Process` of a certain program as a command of that program. Others stay as they are, for example
 * those that give a shell a command line.
 */
export function withStartedPrograms(model: Model, root: SyntaxNode): Model {
  const isStarter = ({ words: [name] }: Command): boolean =>
    name !== undefined && starters.test(sourceOf(model, name).toLowerCase());
  if (!model.commands.some(isStarter)) return model;
  const values = valuesOf(model);
  const commands = model.commands.map((command) =>
    isStarter(command) ? (startedBy({ model, root, values }, command) ?? command) : command,
  );
  return { ...model, commands };
}

interface Reading {
  readonly model: Model;
  readonly root: SyntaxNode;
  readonly values: Values;
}

function startedBy(reading: Reading, command: Command): Command | undefined {
  const given = parametersOf(reading, command.words.slice(1));
  const program = given?.get('filepath');
  const list = given?.get('argumentlist');
  if (!program || !list) return undefined;
  const args = argumentsIn(reading, list);
  if (!args) return undefined;
  const words = args.single.map((word) => reading.values.keyOf(word) ?? '');
  const runsText = shells.test(baseName(reading.values.keyOf(program))) && !isFile(words);
  return runsText ? undefined : { ...command, words: [program, ...args.words], started: args.container };
}

/** Shells read all after `-File` as arguments of a script. */
const isFile = (texts: readonly string[]): boolean =>
  texts.some((text) => /^-f(ile?)?$/i.test(text)) && texts.every((text) => !/^(-c|-e\b|\/c|-enc)/i.test(text));

/** By full name; undefined if any is uncertain. */
function parametersOf(reading: Reading, words: readonly Word[]): ReadonlyMap<string, Word> | undefined {
  const found = new Map<string, Word>();
  const positional = ['filepath', 'argumentlist'];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word) break;
    const source = sourceOf(reading.model, word);
    if (source.startsWith('@') && word.spread === 'list' && !word.items) {
      if (!addTable(reading, word, found)) return undefined;
      continue;
    }
    const written = /^-([a-z]+)(?::|$)/i.exec(source)?.[1];
    if (written === undefined) {
      const name = positional.find((each) => !found.has(each));
      if (name === undefined) return undefined;
      found.set(name, word);
      continue;
    }
    const name = nameFor(written);
    if (name === undefined) return undefined;
    if (switches.includes(name)) continue;
    const value = word.colonValue ?? words[++index];
    if (!value) return undefined;
    found.set(name, value);
  }
  return found;
}

function nameFor(written: string): string | undefined {
  const name = written.toLowerCase();
  const all = names.includes(name) ? [name] : names.filter((each) => each.startsWith(name));
  return all.length === 1 || all[0] === 'argumentlist' ? all[0]?.replace(/^args$/, 'argumentlist') : undefined;
}

function addTable({ values }: Reading, splat: Word, found: Map<string, Word>): boolean {
  const name = variableOf(splat);
  const table = name === undefined ? undefined : values.assignmentOf(name)?.table;
  for (const { key, value } of table?.entries ?? []) {
    const parameter = nameFor(key);
    if (parameter === undefined || !value) return false;
    found.set(parameter, value);
  }
  return table !== undefined;
}

interface Args {
  readonly container: Word;
  readonly words: readonly Word[];
  /** With the items of a list apart. */
  readonly single: readonly Word[];
}

/** The words of a list or text, or of the only value of a variable. */
function argumentsIn(reading: Reading, word: Word): Args | undefined {
  const { values } = reading;
  const name = variableOf(word);
  if (name === undefined) return word.items ? listArgs(reading, word, word.items) : textArgs(reading, word);
  const assignment = values.assignmentOf(name);
  if (assignment?.value) return textArgs(reading, assignment.value);
  const items = values.listsOf(name)?.flatMap(({ words }) => words);
  return items && listArgs(reading, word, items);
}

/** `Start-Process` joins the items with blanks; those that hold several arguments are uncertain. */
function listArgs({ values }: Reading, word: Word, items: readonly Word[]): Args | undefined {
  const isSeveral = (item: Word): boolean => /\s|["']/.test((values.keyOf(item) ?? '').trim());
  const hides = items.some(
    (item) => isSeveral(item) && /gateway|proxy|connect|\bconfig\b/i.test(values.keyOf(item) ?? ''),
  );
  return hides ? undefined : { container: word, words: [{ ...word, spread: 'list' }], single: items };
}

function textArgs({ root, model }: Reading, word: Word): Args | undefined {
  const node = nodesAround(root, word.start).find(
    ({ start, end, type }) => start === word.start && end === word.end && texts.test(type),
  );
  const words = node && wordsInText(node, model.text);
  return words && words.length > 0 ? { container: word, words, single: words } : undefined;
}

const texts = /^(expandable_string_literal|verbatim_string_characters)$/;

/** Split at blanks outside quotes. Undefined if an escape other than that of a quote is in it. */
function wordsInText(node: SyntaxNode, text: string): readonly Word[] | undefined {
  const isExpanded = node.type === 'expandable_string_literal';
  const words: Word[] = [];
  let parts: Part[] = [];
  let start = -1;
  let isQuoted = false;
  let isBare = true;
  const end = node.end - 1;
  const close = (at: number): void => {
    if (start < 0) return;
    const isMaybe = isBare && parts.some((part) => !('text' in part));
    words.push({
      start,
      end: at,
      parts: parts.length === 0 ? fixed('') : mergeParts(parts),
      quote: '',
      spread: isMaybe ? 'maybe' : 'no',
      isInText: true,
    });
    start = -1;
    parts = [];
    isBare = true;
  };
  let next = 0;
  for (let at = node.start + 1; at < end;) {
    const child = node.children[next];
    if (child?.start === at) {
      if (start < 0) start = at;
      parts.push(...readWord(child, text).parts);
      at = child.end;
      next += 1;
      continue;
    }
    const sign = text.charAt(at);
    if (/\s/.test(sign) && !isQuoted) {
      close(at);
      at += 1;
      continue;
    }
    if (start < 0) start = at;
    const quote = (isExpanded ? /^(?:`"|"")/ : /^"/).exec(text.slice(at, at + 2))?.[0];
    if (quote !== undefined) {
      isQuoted = !isQuoted;
      isBare = false;
      at += quote.length;
      continue;
    }
    if (isExpanded && sign === '`') return undefined;
    parts.push({ text: isExpanded ? unescape(sign, false) : sign });
    at += 1;
  }
  close(end);
  return isQuoted ? undefined : words;
}

import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tools } from '../../build/paths.mjs';
import { powershell, runPowershell } from './powershell';

/** What PowerShell's own parser made of a text. Offsets count UTF-16 code units, as JavaScript does. */
export interface PowershellTree {
  readonly errors: readonly SyntaxError[];
  /** Every command, also one within another, in the order of the text. */
  readonly commands: readonly Command[];
  /** Parents before their children, children in the order of the text. */
  readonly nodes: readonly Node[];
  readonly comments: readonly string[];
  readonly variables: readonly Variable[];
  /** Static members that are read or called, as `[Type]::Name`. */
  readonly members: readonly string[];
  /** What Windows PowerShell 5.1 does not read. */
  readonly newer: readonly { readonly what: string; readonly start: number; readonly text: string }[];
}

interface SyntaxError {
  readonly start: number;
  /** `line:column`, both from 1. */
  readonly place: string;
  readonly id: string;
  readonly message: string;
}

export interface Command {
  readonly start: number;
  readonly end: number;
  /** The operator that calls it. */
  readonly call: '&' | '.' | '';
  /** The first is what is called. */
  readonly words: readonly Word[];
  readonly redirections: readonly string[];
}

export interface Word {
  readonly start: number;
  readonly end: number;
  /** The parser's class without `Ast`: StringConstantExpression, ExpandableStringExpression, CommandParameter, … */
  readonly kind: string;
  /** As it is written. */
  readonly text: string;
  /** What a constant stands for, or the name of a parameter with its hyphen; null where only a run tells. */
  readonly value: string | null;
}

interface Node {
  readonly depth: number;
  /** The parser's class without `Ast`. */
  readonly kind: string;
  /** Those of its tokens that belong to no child, without blanks, line breaks and comments. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Variable {
  /** With its scope or drive, as in `script:x` or `env:TEMP`. */
  readonly name: string;
  readonly start: number;
  /** Whether this is where it gets its value: an assignment with `=`, a parameter, the variable of a `foreach`. */
  readonly isSet: boolean;
}

const source = join(import.meta.dirname, 'powershell', 'Trees.cs');
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The reader as an assembly, which is compiled once and kept beside the tools: that alone takes a second or two. */
async function compiledReader(home: string): Promise<string> {
  const version = createHash('sha256')
    .update(readFileSync(source))
    .update(powershell ?? '')
    .digest('hex')
    .slice(0, 16);
  const kept = join(tools, 'powershell', `trees-${version}.dll`);
  if (existsSync(kept)) return kept;
  const compiled = join(home, 'trees.dll');
  const script = `Add-Type -LiteralPath ${literal(source)} -OutputAssembly ${literal(compiled)}`;
  const { code, stderr } = await runPowershell(['-Command', script], { home });
  if (code !== 0 || stderr !== '') throw new Error(`${source} did not compile (${String(code)}): ${stderr}`);
  mkdirSync(join(tools, 'powershell'), { recursive: true });
  // Another file's tests may do the same at the same moment; a rename is whole or is not.
  const beside = `${kept}.${process.pid}`;
  copyFileSync(compiled, beside);
  renameSync(beside, kept);
  return kept;
}

/**
 * Parses all texts in one process, which costs a second or two and next to nothing a text. A byte order mark counts as a
 * blank.
 */
export const readTrees = (texts: readonly string[]): Promise<readonly PowershellTree[]> => read(texts, 'Write');

/** What PowerShell cannot read of each text, and what Windows PowerShell 5.1 cannot: without the trees, some ten times as fast. */
export const readErrors = (texts: readonly string[]): Promise<readonly Pick<PowershellTree, 'errors' | 'newer'>[]> =>
  read(texts, 'WriteErrors');

/** Where the words of every command begin and end, command by command; null for a text that PowerShell does not read. */
export const readCommandWords = (
  texts: readonly string[],
): Promise<readonly (readonly (readonly (readonly [start: number, end: number])[])[] | null)[]> =>
  read(texts, 'WriteWords');

async function read<T>(
  texts: readonly string[],
  method: 'Write' | 'WriteWords' | 'WriteErrors',
): Promise<readonly T[]> {
  const folder = mkdtempSync(join(tmpdir(), 'arc-trees-'));
  try {
    const [input, output] = [join(folder, 'texts.json'), join(folder, 'trees.jsonl')];
    writeFileSync(input, JSON.stringify(texts.map((text) => text.replace(/^\ufeff/, ' '))));
    const script = `Add-Type -LiteralPath ${literal(await compiledReader(folder))}; [Trees]::${method}(${literal(input)}, ${literal(output)})`;
    const { code, stderr } = await runPowershell(['-Command', script], { home: folder });
    if (code !== 0 || stderr !== '') throw new Error(`PowerShell did not parse (${String(code)}): ${stderr}`);
    const lines = readFileSync(output, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as T);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tree as lines `depth kind text`: the same for two texts that differ in blanks, line breaks and comments alone. */
export const treeDigest = ({ nodes }: PowershellTree): readonly string[] =>
  nodes.map(({ depth, kind, text }) => `${depth} ${kind} ${text}`.trimEnd());

/** A stretch of the text before, and what stands there after. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/**
 * How the tree of an edited text differs beyond its edits; empty when nothing does. A node that no edit touches has to be
 * there with the same tokens. One that holds an edit and more has to be of the same kind and, unless it is a string, with
 * the same tokens but for separators of lists. Kinds among `mayAppear` may begin or cease to be around an edit.
 */
export function differencesBeyond(
  edits: readonly TextEdit[],
  was: PowershellTree,
  is: PowershellTree,
  mayAppear: readonly string[] = [],
): readonly string[] {
  const before = was.nodes.flatMap((node) => outline(node, edits, mayAppear, shiftOf(edits)));
  const after = is.nodes.flatMap((node) => outline(node, rangesInResult(edits), mayAppear, (at) => at));
  return [...without(before, after).map((line) => `- ${line}`), ...without(after, before).map((line) => `+ ${line}`)];
}

type Range = Pick<TextEdit, 'start' | 'end'>;

/** The node as a line to compare, with its place in the result; none for one that is within an edit. */
function outline(
  { start, end, kind, text }: Node,
  edits: readonly Range[],
  mayAppear: readonly string[],
  placed: (offset: number) => number,
): readonly string[] {
  const touching = edits.filter((edit) => edit.start <= end && edit.end >= start);
  if (touching.some((edit) => edit.start <= start && edit.end >= end)) return [];
  const place = `${placed(start)}-${placed(end)} ${kind}`;
  if (touching.length === 0) return [`${place} ${text}`];
  if (mayAppear.includes(kind)) return [];
  if (['StringConstantExpression', 'ExpandableStringExpression'].includes(kind)) return [kind];
  return [`${kind} ${text.replace(/ ?[,;=](?= |$)/g, '')}`];
}

/** Where an offset that no edit covers is in the result. */
const shiftOf =
  (edits: readonly TextEdit[]) =>
  (offset: number): number =>
    edits.reduce(
      (at, { start, end, replacement }) => (end <= offset ? at + replacement.length - (end - start) : at),
      offset,
    );

/** Where the edits are in the result. */
function rangesInResult(edits: readonly TextEdit[]): readonly Range[] {
  let shift = 0;
  return edits.map(({ start, end, replacement }) => {
    const from = start + shift;
    shift += replacement.length - (end - start);
    return { start: from, end: from + replacement.length };
  });
}

/** The lines that the other list has not, counting each as often as it stands. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  });
}

import { bareWord, yamlLiteral } from '../../kernel/text/quote';
import type { Dialect } from './dialect';
import { type Model, type Part, type Word } from './model';
import type { RefusalReason } from './refusals';
import { arcMention, noProblem, type Region } from './region';
import type { ShellLanguage, Span, SyntaxNode } from './syntaxTree';
import type { YamlList, YamlScalar } from './yamlNodes';
import { scalarText, templateParts, templateSpans } from './yamlText';

/** Words that no shell reads, and how more are written among them. */
export interface DataWords extends Span {
  readonly words: readonly Word[];
  readonly language: ShellLanguage;
  readonly dialect: Dialect;
  /** Signs between the words, such as the dashes of a list. */
  readonly signs: readonly Span[];
  readonly host?: string;
  problemOf(inserted: string): RefusalReason | undefined;
}

export function dataRegion(text: string, data: DataWords): Region {
  const { start, end, language, dialect } = data;
  const root = treeOf(data);
  const source = text.slice(start, end);
  return {
    start,
    end,
    language,
    source,
    level: 0,
    isOneLine: true,
    mentionsArc: arcMention.test(source),
    ...(data.host === undefined ? {} : { host: data.host }),
    problemOf: (inserted) => data.problemOf(inserted),
    data: { root, model: modelOf(data, root, text), dialect },
  };
}

type OpenNode = SyntaxNode & { parent: SyntaxNode | undefined };

function treeOf({ start, end, words }: DataWords): SyntaxNode {
  const node = (type: string, span: Span, children: readonly SyntaxNode[]): SyntaxNode => {
    const made: SyntaxNode = { type, isNamed: true, start: span.start, end: span.end, parent: undefined, children };
    for (const child of children as readonly OpenNode[]) child.parent = made;
    return made;
  };
  const leaves = words.map((word) => node('data_word', word, []));
  const span = { start: words[0]?.start ?? start, end: words.at(-1)?.end ?? end };
  return node('program', { start, end }, [node('command', span, leaves)]);
}

function modelOf({ language, words, signs }: DataWords, root: SyntaxNode, text: string): Model {
  const [command] = root.children;
  const leaves = command?.children ?? [];
  return {
    language,
    text,
    commands: command ? [{ start: command.start, end: command.end, node: command, words, output: undefined }] : [],
    assignments: [],
    tables: [],
    // A text among the words may be a command line.
    literals: words.flatMap(({ start, end, parts }, index) => {
      const node = leaves[index];
      const isText = parts.some((part) => 'text' in part && /\s/.test(part.text));
      return node && isText ? [{ start, end, parts, node }] : [];
    }),
    wrappers: new Set(),
    runners: new Set(),
    functions: [],
    remote: [],
    dynamic: [],
    defaults: [],
    signs,
  };
}

const isPlain = /^-{0,2}[a-z][\w.-]*$/i;

/** As people write it: flags without quotes, values with them. */
const yamlWord = (text: string): string => (isPlain.test(text) && text.startsWith('-') ? text : yamlLiteral(text));

/** The items of a list. Undefined if any is no plain word. */
export function listWords(text: string, list: YamlList, language: ShellLanguage): DataWords | undefined {
  const words: Word[] = [];
  for (const item of list.items) {
    const value = item.kind === 'scalar' && !/literal|folded/.test(item.style) ? scalarText(item, text) : undefined;
    if (value === undefined) return undefined;
    words.push({ start: item.start, end: item.end, parts: templateParts(value), quote: '"', spread: 'no' });
  }
  const [first] = words;
  if (!first) return undefined;
  const lineStart = text.lastIndexOf('\n', first.start - 1) + 1;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  // The first item of `- - a` is on the line of the outer one.
  const indent = ' '.repeat(Math.max(0, text.slice(lineStart, first.start).search(/-[ \t]*$/)));
  const separator = list.isFlow ? ', ' : `${lineEnd}${indent}- `;
  return {
    start: list.start,
    end: list.end,
    words,
    language,
    signs: list.isFlow ? [] : words.map(({ start }) => signBefore(text, start)),
    dialect: {
      quoted: yamlWord,
      reference: (name) => yamlWord(name),
      continuation: /^$/,
      listSeparator: separator,
    },
    problemOf: noProblem,
  };
}

function signBefore(text: string, start: number): Span {
  let at = start;
  while (/[ \t]/.test(text[at - 1] ?? '')) at -= 1;
  return { start: at - 1, end: at };
}

export type Splitting = 'posix' | 'windows';

/** The words of a text that is split as the shell of that system does, without expansions. */
export function textWords(
  text: string,
  scalar: YamlScalar,
  splitting: Splitting,
  from = scalar.start,
): DataWords | undefined {
  const edge = scalar.style === 'single' || scalar.style === 'double' ? 1 : 0;
  const [start, end] = [from + (from === scalar.start ? edge : 0), scalar.end - edge];
  const source = text.slice(start, end);
  if (edge === 1 && (scalar.style === 'single' ? /''/ : /\\(?!")/).test(source)) return undefined;
  const words = split(source, start, splitting, scalar.style === 'double');
  if (!words || words.length === 0) return undefined;
  return {
    start,
    end,
    words,
    language: splitting === 'posix' ? 'bash' : 'powershell',
    signs: [],
    dialect: {
      quoted: (value) => bareWord(value) ?? `"${value}"`,
      reference: (name) => name,
      continuation: /^(?:[ \t]|\r?\n)+$/,
    },
    problemOf: problemIn(scalar),
  };
}

const unwritable = { plain: /: | #/, single: /'/, double: /["\\]/, literal: /^$/, folded: /^$/ } as const;

export const problemIn =
  ({ style }: YamlScalar) =>
  (inserted: string): RefusalReason | undefined =>
    isSplit(inserted) || unwritable[style].test(inserted) ? { code: 'cloudConfig.unwritable' } : undefined;

/** Text in quotes that a shell would change. */
const isSplit = (inserted: string): boolean =>
  inserted.split('"').some((piece, index) => index % 2 === 1 && /[\\$`]/.test(piece));

/** Undefined if a quote isn't closed. */
function split(source: string, offset: number, splitting: Splitting, isDouble: boolean): readonly Word[] | undefined {
  const words: Word[] = [];
  let value = '';
  let start = -1;
  let quote = '';
  const close = (at: number): void => {
    if (start < 0) return;
    const parts: readonly Part[] = templateParts(value);
    words.push({ start: offset + start, end: offset + at, parts, quote: '', spread: 'no' });
    start = -1;
    value = '';
  };
  const templates = templateSpans(source);
  let next = 0;
  for (let at = 0; at < source.length;) {
    while ((templates[next]?.start ?? Infinity) < at) next += 1;
    const span = templates[next];
    const filled = span?.start === at ? source.slice(at, span.end) : undefined;
    const sign = filled ?? source.charAt(at);
    const escaped = isDouble && sign === '\\' ? '"' : undefined;
    const length = escaped ? 2 : sign.length;
    const mark = escaped ?? sign;
    if (/^\s$/.test(sign) && quote === '') close(at);
    else {
      if (start < 0) start = at;
      if (quote !== '' && mark === quote) quote = '';
      else if (quote === '' && (mark === '"' || (mark === "'" && splitting === 'posix'))) quote = mark;
      else if (mark === '\\' && splitting === 'posix' && quote !== "'") {
        value += source.charAt(at + 1);
        at += 2;
        continue;
      } else value += mark;
    }
    at += length;
  }
  close(source.length);
  return quote === '' ? words : undefined;
}

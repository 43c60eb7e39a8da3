import type { ShellLanguage, Span, SyntaxNode } from './syntaxTree';

/** `unknown`: known only at run time. */
export type Part = { readonly text: string } | { readonly variable: string } | { readonly unknown: true };

export type Quote = '"' | "'" | '';

export interface Word extends Span {
  readonly parts: readonly Part[];
  /** Empty for a bare or partly quoted word. */
  readonly quote: Quote;
  /**
   * Whether it may expand to zero or several arguments: `maybe` for an unquoted expansion, `list` for a splatted list.
   */
  readonly spread: 'no' | 'maybe' | 'list';
  /** Items of a literal PowerShell list: `@('a', 'b')`, `'a', 'b'`. */
  readonly items?: readonly Word[];
  /** Value after a PowerShell parameter's colon: `-Proxy:$proxy` is one word. */
  readonly colonValue?: Word;
  /** Part of a quoted text that another program splits into arguments, so that it can't be quoted again. */
  readonly isInText?: true;
}

export interface Command extends Span {
  readonly words: readonly Word[];
  readonly output: Word | undefined;
  readonly node: SyntaxNode;
  /** The list or text with the arguments that `Start-Process` gives the program, which is the first word. */
  readonly started?: Span;
}

export interface TableEntry extends Span {
  readonly key: string;
  readonly keyEnd: number;
  readonly value: Word | undefined;
}

export interface Table extends Span {
  readonly entries: readonly TableEntry[];
}

export interface Assignment {
  readonly name: string;
  /** As written, with `$` and scope in PowerShell. */
  readonly target: Span;
  /** `export a="1"`; undefined for a loop or parameter. */
  readonly statement: SyntaxNode | undefined;
  readonly isAppended: boolean;
  readonly value: Word | undefined;
  readonly list: readonly Word[] | undefined;
  readonly table: Table | undefined;
}

export interface Default {
  readonly name: string;
  readonly value: Word;
}

/** A string or heredoc text, which may contain a command line. */
export interface Literal extends Span {
  readonly node: SyntaxNode;
  /** Fixed text without quotes and escapes; undefined if equal to its source. */
  readonly parts?: readonly Part[];
}

/** `commands` includes nested ones. */
export interface FunctionDefinition {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly commands: readonly Command[];
}

/** A script, independent of its shell. */
export interface Model {
  readonly language: ShellLanguage;
  /** The whole text; all spans refer to it. */
  readonly text: string;
  readonly commands: readonly Command[];
  readonly assignments: readonly Assignment[];
  readonly tables: readonly Table[];
  readonly literals: readonly Literal[];
  /** Functions that run their arguments: `run() { "$@"; }`. */
  readonly wrappers: ReadonlySet<string>;
  /** Also those that run them in another form: `try() { eval "$*"; }`. */
  readonly runners: ReadonlySet<string>;
  readonly functions: readonly FunctionDefinition[];
  /** Functions that forward all arguments to one program, with that program's word: `function Arc { & $exe @args }`. */
  readonly forwarders?: ReadonlyMap<string, Word>;
  /** Code that runs in another session, without outer variables. */
  readonly remote: readonly Span[];
  /** Places that may set any variable: `eval`, `. file`, `declare "$name=…"`. */
  readonly dynamic: readonly Span[];
  readonly defaults: readonly Default[];
  /** Signs of a document between words: the dashes of a list. */
  readonly signs?: readonly Span[];
}

export const sourceOf = ({ text }: Pick<Model, 'text'>, { start, end }: Span): string => text.slice(start, end);

export const fixed = (text: string): readonly Part[] => [{ text }];
export const unknown: readonly Part[] = [{ unknown: true }];

/** Joins adjacent texts. */
export function mergeParts(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if ('text' in part && last && 'text' in last) result.splice(-1, 1, { text: last.text + part.text });
    else result.push(part);
  }
  return result;
}

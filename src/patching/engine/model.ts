import type { ShellLanguage, Span, SyntaxNode } from './syntaxTree';

/** A piece of a word: fixed text, a variable, or a value known only at run time. */
export type Part = { readonly text: string } | { readonly variable: string } | { readonly unknown: true };

export type Quote = '"' | "'" | '';

export interface Word extends Span {
  readonly parts: readonly Part[];
  /** Empty for a bare or partly quoted word. */
  readonly quote: Quote;
  /** Whether it may expand to no or several arguments: an unquoted expansion may, a splatted list does. */
  readonly spread: 'no' | 'maybe' | 'list';
  /** The items of a literal PowerShell list: `@('a', 'b')`, `'a', 'b'`. */
  readonly items?: readonly Word[];
  /** The value in a PowerShell parameter with a colon: `-Proxy:$proxy` is one word. */
  readonly colonValue?: Word;
}

export interface Command extends Span {
  readonly words: readonly Word[];
  readonly output: Word | undefined;
  readonly node: SyntaxNode;
}

export interface TableEntry extends Span {
  readonly key: string;
  readonly keyEnd: number;
  readonly value: Word | undefined;
}

export interface Table extends Span {
  readonly entries: readonly TableEntry[];
}

/** An assignment of any form. */
export interface Assignment {
  readonly name: string;
  /** As written, with `$` and scope in PowerShell. */
  readonly target: Span;
  /** `export a="1"`; undefined for a loop or a parameter. */
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

/** A string or the text of a heredoc, which may contain a command line. */
export interface Literal extends Span {
  readonly node: SyntaxNode;
  /** Without quotes and escapes, if fixed; undefined if it equals its source. */
  readonly parts?: readonly Part[];
}

/** With all commands inside. */
export interface FunctionDefinition {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly commands: readonly Command[];
}

/** A script as the rules see it, independent of its shell. */
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
  /** Functions that run their arguments in any form, wrappers included: `try() { eval "$*"; }`. */
  readonly runners: ReadonlySet<string>;
  readonly functions: readonly FunctionDefinition[];
  /**
   * PowerShell functions that pass all arguments to one program, with the word of that program: `function Arc { & $exe
   * @args }`.
   */
  readonly forwarders?: ReadonlyMap<string, Word>;
  /** Script blocks and functions that run in another session, where outer variables do not exist. */
  readonly remote: readonly Span[];
  /** Places that may set any variable: `eval`, `. file`, `declare "$name=…"`. */
  readonly dynamic: readonly Span[];
  readonly defaults: readonly Default[];
}

export const sourceOf = ({ text }: Pick<Model, 'text'>, { start, end }: Span): string => text.slice(start, end);

export const fixed = (text: string): readonly Part[] => [{ text }];
export const unknown: readonly Part[] = [{ unknown: true }];

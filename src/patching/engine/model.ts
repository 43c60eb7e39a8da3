import type { ShellLanguage, Span, SyntaxNode } from './syntaxTree';

/** A piece of a word: fixed text, the value of a variable, or something only the running script knows. */
export type Part = { readonly text: string } | { readonly variable: string } | { readonly unknown: true };

export type Quote = '"' | "'" | '';

/** One argument of a command, or one value that is assigned. */
export interface Word extends Span {
  readonly parts: readonly Part[];
  /** How it is quoted as a whole; empty for a bare or a mixed word. */
  readonly quote: Quote;
  /** Whether it may become no argument or several: an unquoted expansion may, a splatted list is meant to. */
  readonly spread: 'no' | 'maybe' | 'list';
  /** The items of a PowerShell list that is written on the spot: `@('a', 'b')`, `'a', 'b'`. */
  readonly items?: readonly Word[];
  /** The value of a PowerShell parameter that is written with a colon: `-Proxy:$proxy` is one word. */
  readonly colonValue?: Word;
}

export interface Command extends Span {
  readonly words: readonly Word[];
  /** The file its output is redirected to. */
  readonly output: Word | undefined;
  readonly node: SyntaxNode;
}

/** An entry of a PowerShell hashtable. */
export interface Entry extends Span {
  readonly key: string;
  readonly keyEnd: number;
  readonly value: Word | undefined;
}

export interface Table extends Span {
  readonly entries: readonly Entry[];
}

/** A place where a variable gets a value. */
export interface Assignment {
  readonly name: string;
  /** The name as it is written, with `$` and scope in PowerShell. */
  readonly target: Span;
  /** The statement that assigns: `export a="1"`; undefined where that is no plain assignment (a loop, a parameter). */
  readonly statement: SyntaxNode | undefined;
  readonly isAppended: boolean;
  readonly value: Word | undefined;
  readonly list: readonly Word[] | undefined;
  readonly table: Table | undefined;
}

/** A value that a variable has only where nobody gives it another one. */
export interface Default {
  readonly name: string;
  readonly value: Word;
}

/** A literal that may hold a command line of its own: a string or the text of a heredoc. */
export interface Literal extends Span {
  readonly node: SyntaxNode;
  /** Its text without quotes and escapes, as far as it is fixed; undefined where its source says as much. */
  readonly parts?: readonly Part[];
}

/** A function of the script, with all commands inside. */
export interface FunctionDefinition {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly commands: readonly Command[];
}

/** What the rules see of a script, whichever shell it is for. */
export interface Model {
  readonly language: ShellLanguage;
  /** The whole text, from which all spans are cut. */
  readonly text: string;
  readonly commands: readonly Command[];
  readonly assignments: readonly Assignment[];
  readonly tables: readonly Table[];
  readonly literals: readonly Literal[];
  /** Functions of the script that run what they are given: `run() { "$@"; }`. */
  readonly wrappers: ReadonlySet<string>;
  /** Functions that run what they are given in some way, the wrappers among them: `try() { eval "$*"; }`. */
  readonly runners: ReadonlySet<string>;
  readonly functions: readonly FunctionDefinition[];
  /** PowerShell's functions that hand all they are given to one program, and its word: `function Arc { & $exe @args }`. */
  readonly forwarders?: ReadonlyMap<string, Word>;
  /** Script blocks and functions that run in another session, which does not see the variables around them. */
  readonly remote: readonly Span[];
  /** Places that may give a value to a variable of any name: `eval`, `. file`, `declare "$name=…"`. */
  readonly dynamic: readonly Span[];
  /** What parameters hold that nobody gives a value. */
  readonly defaults: readonly Default[];
}

export const sourceOf = ({ text }: Pick<Model, 'text'>, { start, end }: Span): string => text.slice(start, end);

export const fixed = (text: string): readonly Part[] => [{ text }];
export const unknown: readonly Part[] = [{ unknown: true }];

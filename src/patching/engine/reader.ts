import type { ParsedPowershell } from '../../kernel/ports';
import type { Result } from '../../kernel/result';
import type { Site } from '../../planning/site';
import type { ScriptKind } from './detectLanguage';
import type { Connect } from './connect';
import type { Context } from './context';
import type { Dialect } from './dialect';
import type { Model } from './model';
import type { PlacedHint } from './otherMeans';
import type { Patched, Refusal } from './patched';
import type { PatchBuilder } from './patchBuilder';
import type { Region } from './region';
import type { ShellLanguage, SyntaxNode } from './syntaxTree';

/** How scripts in one shell are read. Offsets are those of the file. */
export interface ShellReader {
  readonly language: ShellLanguage;
  readonly dialect: Dialect;
  /** Unreadable text gives an ERROR node. */
  parse(source: string): SyntaxNode;
  readModel(root: SyntaxNode, text: string): Model;
  /** Judges calls of the agent whose verb the script makes up. */
  checkVerbs?(context: Context, connects: readonly Connect[]): void;
  /** Refuses or notes what only scripts in this shell can hold. */
  checkRegion(context: Context, region: Region, root: SyntaxNode): void;
  /** Scripts that a script holds, as heredocs. */
  innerRegions(root: SyntaxNode, region: Region, text: string, patch: PatchBuilder, site: Site): readonly Region[];
}

/** How commands that change clusters are read. Loaded where a text has any. */
export interface ClusterReader {
  /** Refuses and notes those that can’t be patched. */
  read(context: Context): ClusterReading;
}

export interface ClusterReading {
  readonly commands: readonly Connect[];
  /** Refused where nothing else uses Azure Arc. */
  readonly hints: readonly PlacedHint[];
}

/** How the language's own parser checks a patch. */
export interface ParserCheck {
  /**
   * The text and its result. Undefined for templates, and where parsing could load modules or assemblies that the text
   * names.
   */
  textsToCheck(text: string, patched: Patched, fileName: string): readonly [string, string] | undefined;
  /** Errors that the patch makes refuse it; those that were there before become notes. */
  checkPatch(text: string, patched: Patched, parsed: ParsedPowershell): Result<Patched, readonly Refusal[]>;
}

/** How files of one kind are read: which scripts they hold, all in one shell. */
export interface ScriptReader {
  readonly kind: ScriptKind;
  readonly shell: ShellReader;
  /** Files that a template language reads first. */
  readonly isTemplate?: true;
  /** Loaded where a program may be started. */
  readonly loadParserCheck?: () => Promise<ParserCheck>;
  regionsOf(text: string, patch: PatchBuilder, site: Site): readonly Region[];
}

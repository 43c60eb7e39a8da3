import type { Site } from '../../planning/site';
import type { ScriptKind } from './detectLanguage';
import type { Dialect } from './dialect';
import type { Model } from './model';
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
  /** Scripts that a script holds, as heredocs. */
  innerRegions(root: SyntaxNode, region: Region, text: string, patch: PatchBuilder, site: Site): readonly Region[];
}

/** How files of one kind are read: which scripts they hold, all in one shell. */
export interface ScriptReader {
  readonly kind: ScriptKind;
  readonly shell: ShellReader;
  regionsOf(text: string, patch: PatchBuilder, site: Site): readonly Region[];
}

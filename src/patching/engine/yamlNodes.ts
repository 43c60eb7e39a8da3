import type { Span } from './syntaxTree';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** Spans include quotes; those of block scalars are the lines of their text. */
export interface YamlScalar extends Span {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
}

export interface YamlList extends Span {
  readonly kind: 'list';
  readonly isFlow: boolean;
  readonly items: readonly YamlNode[];
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode | undefined;
}

export interface YamlMap extends Span {
  readonly kind: 'map';
  readonly isFlow: boolean;
  readonly entries: readonly YamlEntry[];
}

/** An alias, a tag of another type, or what can't be read. */
export interface YamlOther extends Span {
  readonly kind: 'other';
}

export type YamlNode = YamlScalar | YamlList | YamlMap | YamlOther;

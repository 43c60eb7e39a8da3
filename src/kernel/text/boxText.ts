import { messageOf, piecesOf, translated } from './phrases';
import { cut, visibleLine } from './visible';

declare const brand: unique symbol;

/** Safe for VS Code’s boxes: only our own parts can be links, icons or line breaks. */
export type BoxText = string & { readonly [brand]: 'BoxText' };

/** Maximum length shown, by source, in UTF-16 units; the log has everything. */
const longest = {
  /** Also groups, regions, tags and states. */
  azureName: 130,
  azureMessage: 500,
  fileName: 160,
  document: 500,
  script: 500,
  /** Includes ssh. */
  machineOutput: 500,
  sshPrompt: 260,
  sshHost: 260,
  /** Of a kubeconfig. */
  kubectlContext: 200,
  hostKey: 500,
  deviceCode: 260,
  url: 500,
  typed: 260,
  failure: 500,
  /** Our own sentence, with names. */
  sentence: 1000,
} as const;

export type ForeignSource = keyof typeof longest;

export const foreignSources = Object.keys(longest) as readonly ForeignSource[];

/**
 * Foreign text as one short line: invisible characters as codes, no links (source: `linkedText.ts`) or icons (source:
 * `iconLabels.ts`).
 */
export function foreign(source: ForeignSource, text: string): BoxText {
  const most = longest[source];
  // Before, to bound the work; after, because codes are longer.
  return cut(apart(visibleLine(text.trimStart().slice(0, most * 4))), most) as BoxText;
}

/** Both syntaxes need `(` right after. */
const apart = (text: string): string => text.replace(/([\]$])(?=\()/g, '$1 ');

/** Prevents a link or icon across the boundary. */
const behind = (text: string, next: string): string =>
  next.startsWith('(') && /[\]$]$/.test(text) ? `${text} ${next}` : text + next;

/** Icons only within one literal. */
const ownText = (literal: string): string =>
  literal.replace(/\](?=\()/g, '] ').replace(/\$(?=\((?![a-z-]+(?:~[a-z]+)?\)))/g, '$ ');

/** Translates the template; the parts are already safe. */
export const say = (own: TemplateStringsArray, ...parts: readonly (BoxText | number)[]): BoxText =>
  piecesOf(translated(messageOf(own))).reduce<string>(
    (text, piece) => behind(text, typeof piece === 'number' ? String(parts[piece] ?? '') : ownText(piece)),
    '',
  ) as BoxText;

/** Beyond `most`, texts are only counted. */
export function joined(texts: readonly BoxText[], separator: string, most = Infinity): BoxText {
  const shown = texts.slice(0, most);
  const rest = texts.length - shown.length;
  const all = rest > 0 ? [...shown, say`and ${rest} more`] : shown;
  return all.reduce<string>(
    (text, each, index) => (index === 0 ? each : behind(behind(text, separator), each)),
    '',
  ) as BoxText;
}

export const lines = (...texts: readonly BoxText[]): BoxText => joined(texts, '\n');

export const paragraphs = (...texts: readonly BoxText[]): BoxText => joined(texts, '\n\n');

export const bullets = (texts: readonly BoxText[], most = 15): BoxText =>
  joined(
    texts.map((text) => say`• ${text}`),
    '\n',
    most,
  );

/** Our own names only. */
export const icon = (name: IconName): BoxText => `$(${name})` as BoxText;

type IconName = Lowercase<string>;

import { messageOf, piecesOf, translated } from './phrases';
import { cut, visibleLine } from './visible';

declare const brand: unique symbol;

/** Text for VS Code’s boxes: only the product’s own parts can be links, icons or line ends. */
export type BoxText = string & { readonly [brand]: 'BoxText' };

/** Sources of foreign text, with the UTF-16 units that a box shows of it; the log has all. */
const longest = {
  /** Names of resources, groups, subscriptions, tenants, regions and tags, and states. */
  azureName: 130,
  /** Messages of Azure, Microsoft Entra or VS Code. */
  azureMessage: 500,
  fileName: 160,
  /** A field of a document, or a message about one. */
  document: 500,
  /** A message about a patched script. */
  script: 500,
  /** Output of a program, including ssh. */
  machineOutput: 500,
  /** A prompt of ssh. */
  sshPrompt: 260,
  /** Host, user or address for ssh. */
  sshHost: 260,
  /** Type, fingerprint and file of a host key. */
  hostKey: 500,
  /** Code and URL of a device code sign-in. */
  deviceCode: 260,
  url: 500,
  typed: 260,
  /** The message of a failure. */
  failure: 500,
  /** The product’s own sentence, with names in it. */
  sentence: 1000,
} as const;

export type ForeignSource = keyof typeof longest;

export const foreignSources = Object.keys(longest) as readonly ForeignSource[];

/**
 * Foreign text for a box: one line of bounded length, invisible characters as codes, without links (`[label](target)`,
 * source: `linkedText.ts`) and icons (`$(name)`, source: `iconLabels.ts`).
 */
export function foreign(source: ForeignSource, text: string): BoxText {
  const most = longest[source];
  // Cut before, to bound the work, and after, because codes are longer.
  return cut(apart(visibleLine(text.trimStart().slice(0, most * 4))), most) as BoxText;
}

/** Both syntaxes need an adjacent parenthesis. */
const apart = (text: string): string => text.replace(/([\]$])(?=\()/g, '$1 ');

/** Concatenates without creating a link or an icon across the boundary. */
const behind = (text: string, next: string): string =>
  next.startsWith('(') && /[\]$]$/.test(text) ? `${text} ${next}` : text + next;

/** Own text has no links, and icons only within one literal. */
const ownText = (literal: string): string =>
  literal.replace(/\](?=\()/g, '] ').replace(/\$(?=\((?![a-z-]+(?:~[a-z]+)?\)))/g, '$ ');

/** The template in the display language; its parts are already safe. */
export const say = (own: TemplateStringsArray, ...parts: readonly (BoxText | number)[]): BoxText =>
  piecesOf(translated(messageOf(own))).reduce<string>(
    (text, piece) => behind(text, typeof piece === 'number' ? String(parts[piece] ?? '') : ownText(piece)),
    '',
  ) as BoxText;

/** Texts beyond `most` are only counted. */
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

/** Texts beyond `most` are only counted. */
export const bullets = (texts: readonly BoxText[], most = 15): BoxText =>
  joined(
    texts.map((text) => say`• ${text}`),
    '\n',
    most,
  );

/** Only for names written in the product. */
export const icon = (name: IconName): BoxText => `$(${name})` as BoxText;

type IconName = Lowercase<string>;

import { messageOf, piecesOf, translated } from './phrases';
import { cut, visibleLine } from './visible';

declare const brand: unique symbol;

/** Text for VS Code's own boxes in which only what this product wrote can be a link, an icon or a line end. */
export type BoxText = string & { readonly [brand]: 'BoxText' };

/** Where foreign text is from, and the most UTF-16 units of one such text that a box shows; the log has all of it. */
const longest = {
  /** What a resource, group, subscription, tenant, region or tag is called, and words for its state. */
  azureName: 130,
  /** What Azure, Microsoft Entra or VS Code says of a request. */
  azureMessage: 500,
  /** The name or path of a file. */
  fileName: 160,
  /** A field of a document, or what is said of one. */
  document: 500,
  /** A script that is patched: what is said of its lines. */
  script: 500,
  /** What a program on a machine, ssh among them, has printed. */
  machineOutput: 500,
  /** The question that ssh passes on from a machine. */
  sshPrompt: 260,
  /** A host, user or address that ssh is given. */
  sshHost: 260,
  /** Type, fingerprint and file of a host key. */
  hostKey: 500,
  /** The code and the address of a sign-in on another device. */
  deviceCode: 260,
  /** A web address. */
  url: 500,
  /** What the person has typed. */
  typed: 260,
  /** The message of a failure. */
  failure: 500,
  /** A sentence of this product that the core has put together from names. */
  sentence: 1000,
} as const;

export type ForeignSource = keyof typeof longest;

export const foreignSources = Object.keys(longest) as readonly ForeignSource[];

/**
 * Foreign text as it may stand in a box: one line of bounded length, invisible characters as their codes, and nothing in
 * it that VS Code takes for a link (`[label](target)`, source: `linkedText.ts`) or an icon (`$(name)`, source:
 * `iconLabels.ts`).
 */
export function foreign(source: ForeignSource, text: string): BoxText {
  const most = longest[source];
  // Codes make it longer: cut before, to bound the work, and after.
  return cut(apart(visibleLine(text.trimStart().slice(0, most * 4))), most) as BoxText;
}

/** Both kinds of syntax need a parenthesis right behind. */
const apart = (text: string): string => text.replace(/([\]$])(?=\()/g, '$1 ');

/** Puts two texts together; neither completes what the other begins. */
const behind = (text: string, next: string): string =>
  next.startsWith('(') && /[\]$]$/.test(text) ? `${text} ${next}` : text + next;

/** What we write ourselves has no links, and an icon only where a literal has all of it. */
const ownText = (literal: string): string =>
  literal.replace(/\](?=\()/g, '] ').replace(/\$(?=\((?![a-z-]+(?:~[a-z]+)?\)))/g, '$ ');

/**
 * The text of a template in the person's language: the literal parts are ours, and what is put in has been made safe
 * before.
 */
export const say = (own: TemplateStringsArray, ...parts: readonly (BoxText | number)[]): BoxText =>
  piecesOf(translated(messageOf(own))).reduce<string>(
    (text, piece) => behind(text, typeof piece === 'number' ? String(parts[piece] ?? '') : ownText(piece)),
    '',
  ) as BoxText;

/** Puts texts in a row. Of more than `most`, the rest is counted. */
export function joined(texts: readonly BoxText[], separator: string, most = Infinity): BoxText {
  const shown = texts.slice(0, most);
  const rest = texts.length - shown.length;
  const all = rest > 0 ? [...shown, say`and ${rest} more`] : shown;
  return all.reduce<string>(
    (text, each, index) => (index === 0 ? each : behind(behind(text, separator), each)),
    '',
  ) as BoxText;
}

/** Texts below each other. */
export const lines = (...texts: readonly BoxText[]): BoxText => joined(texts, '\n');

/** Texts below each other, with an empty line between. */
export const paragraphs = (...texts: readonly BoxText[]): BoxText => joined(texts, '\n\n');

/** A list with a bullet for each; of more than `most`, the rest is counted. */
export const bullets = (texts: readonly BoxText[], most = 15): BoxText =>
  joined(
    texts.map((text) => say`• ${text}`),
    '\n',
    most,
  );

/** One of VS Code's icons, by a name that the product chooses. */
export const icon = (name: IconName): BoxText => `$(${name})` as BoxText;

/** Names of icons, written out where they are used. */
type IconName = Lowercase<string>;

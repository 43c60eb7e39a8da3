import { Cuts, removed } from './cut';

const begin = /-{4,5} ?BEGIN [A-Z0-9 ]{1,60}-{4,5}/g;
const privateLines = /\bPrivate-Lines: \d{1,4}/g;

/** PEM and PuTTY; to the end of the text if unterminated. */
export function withoutPem(text: string): string {
  const cuts = new Cuts(text);
  begin.lastIndex = 0;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const last = text.indexOf('END ', begin.lastIndex);
    const dashes = last < 0 ? -1 : text.indexOf('----', last);
    let end = dashes < 0 ? text.length : dashes + 4;
    while (text[end] === '-') end++;
    cuts.cut(found.index, end, '«key removed»');
    begin.lastIndex = end;
  }
  return withoutPrivateLines(cuts.result);
}

function withoutPrivateLines(text: string): string {
  const cuts = new Cuts(text);
  for (const { index, 0: heading } of text.matchAll(privateLines)) {
    let end = index + heading.length;
    for (let next = base64Line(text, end); next !== undefined; next = base64Line(text, end)) end = next;
    if (index >= cuts.end && end > index + heading.length) cuts.cut(index + heading.length, end, ' «key removed»');
  }
  return cuts.result;
}

const line = /\r?\n[A-Za-z0-9+/=]{4,}/y;

function base64Line(text: string, at: number): number | undefined {
  line.lastIndex = at;
  return line.test(text) ? line.lastIndex : undefined;
}

/**
 * Sources: RFC 7519 (JWT); secret scanners of GitHub, npm and Slack; Microsoft Purview’s “Azure AD client secret” and
 * “Azure Storage account key” (2026-03).
 */
const shapes: readonly RegExp[] = [
  /^eyJ[\w-]*\.[\w-]+/,
  /^gh[opsur]_\w{20,}$/,
  /^github_pat_\w{20,}$/,
  /^npm_\w{30,}$/,
  /^xox[a-z]-[\w-]{10,}$/,
  /^[\w.~-]{3}[78]Q~[\w.~-]{20,}$/,
  /^[01]\.A[\w-]{30,}/,
  /^[A-Za-z0-9+/]{86}==$/,
];

const shortest = 20;
const word = /[\w.~+/=-]+/g;

/** Whole words only. */
export const withoutKnownShapes = (text: string): string =>
  text.replace(word, (found) => (found.length < shortest ? found : withoutShape(found)));

function withoutShape(found: string): string {
  // Without punctuation.
  const start = Math.max(found.indexOf('=') + 1, 0);
  const own = start < found.length - 2 ? found.slice(start) : found;
  const bare = own.endsWith('.') ? own.slice(0, -1) : own;
  return shapes.some((shape) => shape.test(bare)) ? found.replace(bare, () => removed) : found;
}

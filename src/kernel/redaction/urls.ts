import { Cuts, isRemoved, removed } from './cut';

const notInUrl = /[\s"<>]/;

/** Distinguishes `host:port` from `user:password`. */
const hostAndPort = /(?:localhost|[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}|\[[0-9a-f:.]{2,45}\]):\d{1,5}(?:[/?#'),;\]}]|$)/iy;

/** Also without a scheme. A password can contain anything, so it ends at the last `@` of the word. */
export function withoutUrlPasswords(text: string): string {
  const cuts = new Cuts(text);
  let at = text.indexOf('@');
  while (at >= 0) {
    const [start, end] = wordAround(text, at, cuts.end);
    cutWithin(text, start, end, cuts);
    at = text.indexOf('@', end);
  }
  return cuts.result;
}

function wordAround(text: string, at: number, lowest: number): readonly [start: number, end: number] {
  let [start, end] = [at, at];
  while (start > lowest && !notInUrl.test(text.charAt(start - 1))) start--;
  while (end < text.length && !notInUrl.test(text.charAt(end))) end++;
  return [start, end];
}

function cutWithin(text: string, start: number, end: number, cuts: Cuts): void {
  const word = text.slice(start, end);
  const place = placeIn(word) ?? placeWithoutScheme(word);
  if (place && !isRemoved(word, place.from)) cuts.cut(start + place.from, start + place.to);
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Or the user, if it is a token. */
function placeIn(word: string): Place | undefined {
  const last = word.lastIndexOf('@');
  for (let scheme = word.indexOf('://'); scheme >= 0 && scheme < last; scheme = word.indexOf('://', scheme + 3)) {
    const user = scheme + 3;
    hostAndPort.lastIndex = user;
    if (hostAndPort.test(word)) continue;
    const first = firstOf(word, user);
    if (word[first] === ':') return { from: first + 1, to: last };
    // Names are shorter than tokens.
    if (word[first] === '@') return isToken(word.slice(user, first)) ? { from: user, to: first } : undefined;
  }
  return undefined;
}

const isToken = (user: string): boolean => user.replaceAll(removed, '').length >= 20;

/** Limits the length of the user name. */
function firstOf(word: string, from: number): number {
  let at = from;
  while (at < word.length && at - from < 2000 && !/[:/?#@]/.test(word.charAt(at))) at++;
  return at;
}

const behindHost = /@[\w.-]{1,253}:\d{1,5}(?!\w)/y;

function placeWithoutScheme(word: string): Place | undefined {
  const last = word.lastIndexOf('@');
  const colon = word.indexOf(':');
  behindHost.lastIndex = last;
  if (colon < 0 || colon > last || word[colon + 1] === '/' || !behindHost.test(word)) return undefined;
  return { from: colon + 1, to: last };
}

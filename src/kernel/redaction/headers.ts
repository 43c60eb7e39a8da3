import { Cuts, isRemoved } from './cut';
import { lineEnd, quoteAt, quotedEnd } from './values';

/** Keeps the scheme. */
const header = /\b(?:(?:proxy-)?authorization|set-cookie|cookie)(\\{0,8}["']?)[ \t]{0,20}[:=][ \t]{0,20}/gi;
const scheme = /(?:Basic|Bearer|Digest|Negotiate|NTLM|SharedKey|SharedAccessSignature|Token)[ \t]{1,20}/iy;

/** In prose. */
const bare = /\b(Bearer|Basic)[ \t]{1,20}/gi;
const plainWords = new Set(
  'auth authentication authorization token tokens scheme schemes challenge challenges header headers credential credentials error is was and or not'.split(
    ' ',
  ),
);

export function withoutHeaders(text: string): string {
  const cuts = new Cuts(text);
  header.lastIndex = 0;
  for (let found = header.exec(text); found; found = header.exec(text)) {
    const quote = quoteAt(text, header.lastIndex);
    // `"Authorization: Bearer x"`: the quote is before the name.
    const before = found.index > 0 && /["']/.test(text.charAt(found.index - 1)) && found[1] === '';
    const outer = before ? quoteAt(text, found.index - 1) : undefined;
    scheme.lastIndex = quote?.start ?? header.lastIndex;
    const start = scheme.test(text) ? scheme.lastIndex : (quote?.start ?? header.lastIndex);
    const end =
      (quote && quotedEnd(text, { ...quote, start })) ??
      (outer && quotedEnd(text, { ...outer, start })) ??
      lineEnd(text, start);
    if (end > start && !isRemoved(text, start)) cuts.cut(start, end);
    header.lastIndex = Math.max(end, start);
  }
  return withoutBare(cuts.result);
}

const token = /[\w.~+/=-]+/y;

function withoutBare(text: string): string {
  const cuts = new Cuts(text);
  bare.lastIndex = 0;
  for (let found = bare.exec(text); found; found = bare.exec(text)) {
    token.lastIndex = bare.lastIndex;
    const [value = ''] = token.exec(text) ?? [];
    if (value === '' || !isCredential(found[1] ?? '', value)) continue;
    cuts.cut(bare.lastIndex, bare.lastIndex + value.length);
    bare.lastIndex += value.length;
  }
  return cuts.result;
}

/** “Basic” is also a word, so it needs Base64. */
function isCredential(kind: string, value: string): boolean {
  if (kind.toLowerCase() === 'basic') return value.length >= 8 && /.[A-Z]|\d|=$/.test(value);
  return !plainWords.has(value.toLowerCase().replace(/[.,]$/, ''));
}

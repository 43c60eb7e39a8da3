import { cleanOutput } from './cleanOutput';

/** UTF-16 units; the rest is ignored. */
const longest = 100_000;

const isPlain = /^[\t\n\x20-\x7e]*$/;

/** `cleanOutput`, also without colors printed as `←[36m` and with plain spaces. */
export function plainText(text: string): string {
  const some = text.length > longest ? text.slice(0, longest) : text;
  if (isPlain.test(some)) return some;
  return cleanOutput(some.replace(/\u2190(?=\[[0-9;]*m)/g, '\u001b'))
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/\p{Cf}/gu, '');
}

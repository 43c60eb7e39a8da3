import { cleanOutput } from './cleanOutput';

/** Far beyond what an agent says in one answer; what comes after it is not looked at. */
const longest = 100_000;

const isPlain = /^[\t\n\x20-\x7e]*$/;

/**
 * What a program printed, as text that can be read and shown. Beside what `cleanOutput` takes out, colors go that a
 * console printed as `←[36m`, and the blanks of all languages become one.
 */
export function plainText(text: string): string {
  const some = text.length > longest ? text.slice(0, longest) : text;
  if (isPlain.test(some)) return some;
  return cleanOutput(some.replace(/\u2190(?=\[[0-9;]*m)/g, '\u001b'))
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/\p{Cf}/gu, '');
}

/** Far beyond what an agent says in one answer; what comes after it is not looked at. */
const longest = 100_000;

const isPlain = /^[\t\n\x20-\x7e]*$/;
// Escape sequences as terminals take them, also with the escape printed as an arrow by a console that knows none.
const escapes = /(?:\u001b|\u2190)\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b[@-_]/g;
const unseen = /[^\P{Cc}\n\t]|\p{Cf}|\p{Zl}|\p{Zp}/gu;

/**
 * What a program printed, as text that can be read and shown: line ends are `\n`, and there is no byte order mark, no
 * escape sequence, and no character that could steer how the text around it is shown.
 */
export function plainText(text: string): string {
  const some = text.length > longest ? text.slice(0, longest) : text;
  if (isPlain.test(some)) return some;
  return some
    .replace(/\r\n?/g, '\n')
    .replace(escapes, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(unseen, '');
}

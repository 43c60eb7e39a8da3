/** How Windows makes a command line of arguments, and arguments of a command line: models, written from what is published. */

/**
 * The arguments of a command line by Microsoft's C runtime since 2008: learn.microsoft.com/cpp/c-language/
 * parsing-c-command-line-arguments. With `isOlder` by the rule before, which Go keeps (src/os/exec_windows.go): there a
 * doubled quote within quotes ends them.
 */
export function argumentsOf(line: string, { isOlder = false } = {}): string[] {
  const found: string[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === ' ' || line[at] === '\t') at++;
    if (at >= line.length) return found;
    let text = '';
    let isQuoted = false;
    while (at < line.length && (isQuoted || (line[at] !== ' ' && line[at] !== '\t'))) {
      const backslashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
      at += backslashes;
      if (line[at] !== '"') {
        text += '\\'.repeat(backslashes);
        if (backslashes === 0) text += line[at++] ?? '';
        continue;
      }
      text += '\\'.repeat(Math.floor(backslashes / 2));
      at++;
      if (backslashes % 2 === 1) text += '"';
      else if (isQuoted && line[at] === '"') {
        text += '"';
        at++;
        if (isOlder) isQuoted = false;
      } else isQuoted = !isQuoted;
    }
    found.push(text);
  }
}

/**
 * The line that Windows PowerShell 5.1 makes of the arguments of a program. An empty one is dropped. One is put in quotes
 * when a blank stands where an even number of quotes precedes it, escaped or not; what is inside stays as it is. From
 * NativeCommandParameterBinder.NeedQuotes of PowerShell 6's first sources, before escapes were looked at.
 */
export const lineOf51 = (words: readonly string[]): string =>
  words
    .filter((word) => word !== '')
    .map((word) => (needsQuotes(word) ? `"${word}"` : word))
    .join(' ');

function needsQuotes(word: string): boolean {
  let quotes = 0;
  for (const character of word) {
    if (character === '"') quotes++;
    else if (/\s/.test(character) && quotes % 2 === 0) return true;
  }
  return false;
}

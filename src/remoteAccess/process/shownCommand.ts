import { bashLiteral } from '../../kernel/text/quote';

/** For display, quoted for a POSIX shell. */
export const shownCommand = (words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : bashLiteral(word))).join(' ');

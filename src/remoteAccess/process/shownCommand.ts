import { bashLiteral } from '../../kernel/text/quote';

/** A command as one would type it in a shell, for a person to read. */
export const shownCommand = (words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : bashLiteral(word))).join(' ');

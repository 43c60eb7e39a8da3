import { bareWord } from '../../kernel/text/quote';
import type { Context } from './context';
import type { Quote, Word } from './model';

/** A word that holds `text`, next to `like` or instead of it. Undefined where it can't be quoted. */
export const writeWord = (
  { dialect }: Context,
  text: string,
  quote: Quote,
  like: Pick<Word, 'isInText'> | undefined,
): string | undefined => (like?.isInText ? bareWord(text) : dialect.quoted(text, quote));

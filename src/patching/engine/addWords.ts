import type { Context } from './context';

/** A word, or the end of one that needs quotes. */
export interface AddedWord {
  readonly lead?: string;
  readonly value?: string;
}

/** To insert after another word. */
export function addedWords({ dialect }: Pick<Context, 'dialect'>, words: readonly AddedWord[]): string {
  const separator = dialect.listSeparator;
  return words
    .map(({ lead = '', value }) => {
      if (separator !== undefined) return separator + dialect.quoted(lead + (value ?? ''), '"');
      return ` ${lead}${value === undefined ? '' : dialect.quoted(value, '"')}`;
    })
    .join('');
}

import * as l10n from '@vscode/l10n';
import { bareWord } from '../../kernel/text/quote';
import type { Context } from './context';
import { sourceOf, type Word } from './model';
import { variableOf } from './values';

export const isUrl = (text: string | undefined): boolean => text !== undefined && /^https?:\/\//i.test(text);

export const sameUrl = (a: string, b: string): boolean =>
  a.replace(/\/$/, '').toLowerCase() === b.replace(/\/$/, '').toLowerCase();

/** Keeps a fixed `prefix`. */
export function replaceValue(context: Context, word: Word, prefix: string, url: string): void {
  const { values, patch, dialect, model } = context;
  const text = values.textOf(word);
  const why = l10n.t('Replaces the proxy with the site’s proxy.');
  if (text !== undefined && sameUrl(text.slice(prefix.length), url)) return;
  const source = sourceOf(model, word);
  if (word.isInText) {
    const written = prefix === '' && word.parts.every((part) => 'text' in part) ? bareWord(url) : undefined;
    if (written !== undefined) patch.replace(word, written, 'proxy', why);
    else patch.refuse(word.start, { code: 'proxy.notFixed' });
    return;
  }
  if (word.parts.every((part) => 'text' in part)) {
    const rest = source.startsWith(prefix) ? source.slice(prefix.length) : undefined;
    if (rest === undefined) patch.replace(word, dialect.quoted(prefix + url, word.quote), 'proxy', why);
    else {
      const quote = rest.startsWith("'") ? "'" : '"';
      patch.replace({ start: word.start + prefix.length, end: word.end }, dialect.quoted(url, quote), 'proxy', why);
    }
    return;
  }
  const parts = prefix === '' ? word.parts : word.parts.filter((part) => !('text' in part && part.text === prefix));
  const name = variableOf({ ...word, parts });
  const value = name === undefined ? undefined : values.assignmentOf(name)?.value;
  if (value?.parts.every((part) => 'text' in part)) {
    const quote = value.quote === "'" ? "'" : '"';
    patch.replace(value, dialect.quoted(url, quote), 'proxy', why);
  } else if (name !== undefined && values.countOf(name) > 1) patch.refuse(word.start, { code: 'proxy.notFixed' });
  else noteOutside(context, word, prefix, url);
}

/** From a parameter, the environment, or an expression. */
function noteOutside({ patch, model }: Context, word: Word, prefix: string, proxyUrl: string): void {
  const written = sourceOf(model, word);
  const source = written.startsWith(prefix) ? written.slice(prefix.length) : written;
  patch.note(word.start, 'warning', { code: 'proxy.fromOutside', source: unquoted(source).slice(0, 100), proxyUrl });
}

const unquoted = (source: string): string => source.replace(/^"(.*)"$/, '$1');

import * as l10n from '@vscode/l10n';
import type { Context } from './context';
import type { Downloader } from './downloader';
import { type TableEntry, type Model, sourceOf, type Table, type Word } from './model';
import type { Program } from './programs';
import { isUrl, replaceValue } from './proxyValue';
import { variableOf } from './values';

const throughProxy = l10n.t('Sends this request through the proxy.');

/** Inline, or splatted from one hashtable. */
export function webRequest(context: Context, program: Program): Downloader {
  const { values, patch, dialect } = context;
  const args = program.args.flatMap(apart);
  const texts = args.map((word) => values.keyOf(word) ?? '');
  const valueOf = (name: RegExp): Word | undefined => args[texts.findIndex((text) => name.test(text)) + 1 || -1];
  const splats = args.filter(({ spread }) => spread === 'list');
  const tables = splats.map((word) => tableOf(context, word));
  const entryOf = (key: RegExp): TableEntry | undefined =>
    tables.flatMap((table) => table?.entries ?? []).find((each) => key.test(each.key));
  const proxy = valueOf(/^-proxy$/i) ?? entryOf(/^proxy$/i)?.value;
  const uris = [...args, ...tables.flatMap((table) => table?.entries.map(({ value }) => value) ?? [])];
  return {
    urls: uris
      .filter((word) => word !== undefined && word !== proxy && isUrl(values.keyOf(word)))
      .filter((word) => word !== undefined),
    target: valueOf(/^-outf(i(le?)?)?$/i) ?? entryOf(/^outfile$/i)?.value,
    isNamedByUrl: false,
    setProxy(url) {
      const refused = args.find((_, index) => /^-noproxy$/i.test(texts[index] ?? ''));
      if (refused) patch.refuse(refused.start, { code: 'request.disablesProxy' });
      const [splat] = splats;
      const [table] = tables;
      const isShared = splat !== undefined && usesOf(context, splat) > 2;
      if (proxy && isShared && entryOf(/^proxy$/i)?.value === proxy) replaceShared(context, proxy, url);
      else if (proxy) replaceValue(context, proxy, '', url);
      else if (splat && !table) patch.refuse(splat.start, { code: 'request.builtAtRunTime' });
      else if (table && !isShared) addEntry(context, table, 'Proxy', dialect.quoted(url, '"'));
      else
        patch.insert((args.at(-1) ?? program.word).end, ` -proxy ${dialect.quoted(url, '"')}`, 'proxy', throughProxy);
    },
  };
}

function apart(word: Word): readonly Word[] {
  const { colonValue } = word;
  const [first] = word.parts;
  if (!colonValue || !first || !('text' in first)) return [word];
  const name = /^[^:]*/.exec(first.text)?.[0] ?? '';
  return [
    { start: word.start, end: word.start + name.length, parts: [{ text: name }], quote: '', spread: 'no' },
    colonValue,
  ];
}

const counts = new WeakMap<Model, ReadonlyMap<string, number>>();

function usesOf({ model }: Context, word: Word): number {
  let known = counts.get(model);
  if (!known) {
    const found = new Map<string, number>();
    for (const [, name = ''] of model.text.matchAll(/[$@]\{?(?:\w+:)?(\w+)/g))
      found.set(name.toLowerCase(), (found.get(name.toLowerCase()) ?? 0) + 1);
    known = found;
    counts.set(model, known);
  }
  return known.get(variableOf(word) ?? '') ?? 0;
}

function replaceShared(context: Context, proxy: Word, url: string): void {
  const before = context.patch.edits.length;
  replaceValue(context, proxy, '', url);
  if (context.patch.edits.length === before) return;
  context.patch.note(proxy.start, 'info', { code: 'proxy.shared' });
}

function tableOf({ values }: Context, splat: Word): Table | undefined {
  const name = variableOf(splat);
  return name === undefined ? undefined : values.assignmentOf(name)?.table;
}

function addEntry(context: Context, table: Table, key: string, value: string): void {
  const last = table.entries.at(-1);
  if (!last) return;
  const text = entryLike(context, table, last, key, value);
  context.patch.insert(last.end, text, 'proxy', throughProxy);
}

export function entryLike(
  { model }: Pick<Context, 'model'>,
  table: Table,
  like: TableEntry,
  key: string,
  value: string,
): string {
  const previous = table.entries[table.entries.indexOf(like) - 1];
  const gap = model.text.slice(previous?.end ?? table.start + 2, like.start);
  const assign = assignOf(model, like);
  const column = columnOf(model, table);
  const blanks = column === undefined ? '' : ' '.repeat(Math.max(1, column - key.length));
  const assigned = `${key}${column === undefined ? assign : blanks + assign.trimStart()}${value}`;
  const isClosed = sourceOf(model, like).trimEnd().endsWith(';');
  if (isClosed) return `${gap}${assigned};`;
  return `${gap.includes('\n') ? gap : `;${gap === '' ? '' : ' '}`}${assigned}`;
}

const assignOf = ({ text }: Model, { keyEnd }: TableEntry): string => /^\s*=\s*/.exec(text.slice(keyEnd))?.[0] ?? '=';

/** Column of the equals signs, if aligned. */
function columnOf(model: Model, { entries }: Table): number | undefined {
  const columns = entries.map((each) => each.keyEnd - each.start + assignOf(model, each).indexOf('='));
  const isAligned = columns.every((column) => column === columns[0]);
  return isAligned && new Set(entries.map(({ start, keyEnd }) => keyEnd - start)).size > 1 ? columns[0] : undefined;
}

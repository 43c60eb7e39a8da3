import { applyEdits, type Edit, findNodeAtLocation, type FormattingOptions, modify, parseTree } from 'jsonc-parser';
import type { FieldEdit } from '../contract/wizard';
import { isOfVersion1 } from '../planning/site';
import { readDocument } from '../vscode/readDocument';

const formatting: FormattingOptions = { insertSpaces: true, tabSize: 2, insertFinalNewline: true };

/** Paths are of version 2; upgrades version 1. Preserves comments, order, and layout. */
export const editDocument = (text: string, edits: readonly FieldEdit[]): string =>
  edits.reduce(editText, upgradeText(text));

/** Where a text stands that was set; `offset` is known from the second edit on. */
let lastSet: { readonly text: string; readonly key: string; readonly offset?: number; readonly length?: number } = {
  text: '',
  key: '',
};

/** Who types sets the same text again and again: the second time it is found, and then replaced without parsing. */
function editText(text: string, edit: FieldEdit): string {
  const { path, value } = edit;
  if (typeof value !== 'string') return applyEdits(text, [...editsFor(text, edit)]);
  const key = JSON.stringify(path);
  const place = lastSet.text === text && lastSet.key === key ? placeOf(text, path) : undefined;
  if (!place) {
    const edited = applyEdits(text, [...editsFor(text, edit)]);
    lastSet = { text: edited, key };
    return edited;
  }
  const content = JSON.stringify(value);
  const { offset, length } = place;
  const edited = text.slice(0, offset) + content + text.slice(offset + length);
  lastSet = { text: edited, key, offset, length: content.length };
  return edited;
}

function placeOf(
  text: string,
  path: FieldEdit['path'],
): { readonly offset: number; readonly length: number } | undefined {
  const { offset, length } = lastSet;
  if (offset !== undefined && length !== undefined) return { offset, length };
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, path);
  return node?.type === 'string' ? node : undefined;
}

function editsFor(text: string, { path, value }: FieldEdit): readonly Edit[] {
  const index = path.at(-1);
  return value === undefined && typeof index === 'number'
    ? removeItem(text, path.slice(0, -1), index)
    : modify(text, path, value, { formattingOptions: formatting });
}

/** `modify` takes for granted that a blank follows on the last item. */
function removeItem(text: string, path: FieldEdit['path'], index: number): readonly Edit[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const list = root && findNodeAtLocation(root, path);
  const { children: items = [] } = list ?? {};
  const item = list?.type === 'array' ? items[index] : undefined;
  if (!list || !item) return [];
  const remove = (start: number, end: number): readonly Edit[] => [{ offset: start, length: end - start, content: '' }];
  const next = items[index + 1];
  if (next) return remove(item.offset, next.offset);
  const before = items[index - 1];
  return before
    ? remove(before.offset + before.length, item.offset + item.length)
    : remove(list.offset + 1, list.offset + list.length - 1);
}

/** Sets the version and wraps the servers. */
function upgradeText(text: string): string {
  const document = readDocument(text);
  if (!document.ok || !isOfVersion1(document.value)) return text;
  const root = parseTree(text, [], { allowTrailingComma: true });
  const version = root && findNodeAtLocation(root, ['version']);
  const targets = root && findNodeAtLocation(root, ['targets']);
  const edits: readonly Edit[] = [
    ...(version ? [{ offset: version.offset, length: version.length, content: '2' }] : []),
    ...(targets
      ? [
          { offset: targets.offset, length: 0, content: '{ "servers": ' },
          { offset: targets.offset + targets.length, length: 0, content: ' }' },
        ]
      : []),
  ];
  return applyEdits(text, [...edits]);
}

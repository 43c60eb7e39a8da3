import { applyEdits, type Edit, findNodeAtLocation, type FormattingOptions, modify, parseTree } from 'jsonc-parser';
import type { FieldEdit } from '../contract/wizard';
import { isOfVersion1 } from '../planning/site';
import { readDocument } from '../vscode/readDocument';

const formatting: FormattingOptions = { insertSpaces: true, tabSize: 2, insertFinalNewline: true };

/** Paths are of version 2; upgrades version 1. Preserves comments, order, and layout. */
export const editDocument = (text: string, edits: readonly FieldEdit[]): string =>
  edits.reduce(
    (edited, { path, value }) => applyEdits(edited, modify(edited, path, value, { formattingOptions: formatting })),
    upgradeText(text),
  );

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

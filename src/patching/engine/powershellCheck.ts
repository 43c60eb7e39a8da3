import type { ParsedPowershell, PowershellError } from '../../kernel/ports';
import { fail, ok, type Result } from '../../kernel/result';
import { editMap } from './editMap';
import type { Patched, PatchNote, Refusal } from './patched';
import { PatchBuilder } from './patchBuilder';
import type { ParserCheck } from './reader';
import { parsePowershell } from './powershell/parse';
import { nodesOf, type SyntaxNode } from './syntaxTree';
import { isTemplate } from './templateNames';

function textsToCheck(text: string, patched: Patched, fileName: string): readonly [string, string] | undefined {
  if (isTemplate(text, fileName)) return undefined;
  const [before, after] = [withoutMark(text), withoutMark(patched.text)];
  const mayLoad =
    /using|configuration|import-dscresource/i.test(text) &&
    nodesOf(parsePowershell(before)).some((node) => isLoading(node, before));
  return mayLoad ? undefined : [before, after];
}

const withoutMark = (text: string): string => text.replace(/^\ufeff/, ' ');

// Unread text may hold the others.
const loading = /^(ERROR|unread_statement|using_statement)$/;

const isLoading = ({ type, start, children }: SyntaxNode, text: string): boolean =>
  loading.test(type) ||
  (type === 'function_statement' && /configuration/i.test(text.slice(start, children[0]?.start ?? start)));

function checkPatch(
  text: string,
  patched: Patched,
  { version, errors: [before = [], after = []] }: ParsedPowershell,
): Result<Patched, readonly Refusal[]> {
  const lines = new PatchBuilder(text);
  const map = editMap(patched.edits);
  const known = new Map<string, number>();
  const keyOf = (line: number, { id }: PowershellError): string => `${line} ${id}`;
  for (const error of before) {
    const key = keyOf(lines.lineOf(error.start), error);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  const refusals = after.flatMap((error): readonly Refusal[] => {
    const line = lines.lineOf(map.origin(error.start));
    const key = keyOf(line, error);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left > 0 ? [] : [{ code: 'patched.syntaxError', version, message: shortened(error.message), line }];
  });
  if (refusals.length > 0) return fail(refusals);
  const notes = before.map((error): PatchNote => ({
    code: 'script.syntaxError',
    version,
    message: shortened(error.message),
    severity: 'warning',
    line: lines.lineOf(error.start),
  }));
  return ok({ ...patched, notes: [...patched.notes, ...notes].toSorted((a, b) => a.line - b.line) });
}

const shortened = (message: string): string => message.replace(/\s+/g, ' ').trim().slice(0, 300);

export const powershellCheck: ParserCheck = { textsToCheck, checkPatch };

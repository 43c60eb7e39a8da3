import { expect } from 'vitest';
import type { Patched } from '../../../../src/patching/engine/patched';
import type { ShellLanguage } from '../../../../src/patching/engine/syntaxTree';
import { parseBash } from '../../../../src/patching/engine/bashSyntax';
import { parsePowershell } from '../../../../src/patching/engine/powershell/parse';
import { nodesOf } from '../../../../src/patching/engine/syntaxTree';

/** The input, as far as it can be told from the result and the edits; each edit has to be where it says. */
export function undone({ text: result, edits }: Patched, input: string): string {
  let text = '';
  let at = 0;
  let shift = 0;
  for (const { start, end, replacement } of edits) {
    expect(start + shift).toBeGreaterThanOrEqual(at);
    expect(result.slice(start + shift, start + shift + replacement.length)).toBe(replacement);
    text += result.slice(at, start + shift) + input.slice(start, end);
    at = start + shift + replacement.length;
    shift += replacement.length - (end - start);
  }
  return text + result.slice(at);
}

/** The comments of a script, as they are written; of a Dockerfile or a cloud-config, the lines that are comments. */
export function commentsOf(text: string, language: ShellLanguage | 'other'): readonly string[] {
  if (language === 'other') return Array.from(text.matchAll(/^[ \t]*#[^\r\n]*/gm), ([comment]) => comment.trimEnd());
  const parse = language === 'bash' ? parseBash : parsePowershell;
  const root = parse(text.replace(/^\ufeff/, ' '));
  const comments = nodesOf(root).filter(({ type }) => type === 'comment');
  return comments.map(({ start, end }) => text.slice(start, end).trimEnd());
}

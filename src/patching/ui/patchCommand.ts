import type { Result } from '../../kernel/result';
import { say } from '../../kernel/text/boxText';
import { detectLanguage, loadReader, patchScript, type Patched, type Refusal, withByteOrderMark } from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { chooseSite } from './chooseSite';
import type { Proposals } from './proposals';
import { findPatchInput, type PatchInput } from './patchInput';

/** Nothing is changed before the person has seen the diff and applies it. */
export async function patchCommand({ proposals }: { readonly proposals: Proposals }, argument: unknown): Promise<void> {
  const input = await findPatchInput(argument);
  const site = await chooseSite();
  const kind = detectLanguage(input.text, input.languageHint);
  const reader = kind && (await loadReader(kind));
  const outcome: Result<Patched, readonly Refusal[]> = patchScript(input.text, site, reader, input.languageHint);
  if (!outcome.ok) {
    const { showRefusals } = await import('./showRefusals');
    await showRefusals(input, outcome.error);
    return;
  }
  const patched = forFile(input, outcome.value);
  if (patched.edits.length === 0 && patched.notes.length === 0) {
    await showInformation(say`${input.title} needs no change: it already uses the gateway and the proxy.`);
    return;
  }
  const { reviewPatch } = await import('./reviewPatch');
  if (await reviewPatch(input, patched, proposals)) await input.apply(patched);
}

function forFile({ document, fileName, languageHint, text }: PatchInput, patched: Patched): Patched {
  if (detectLanguage(text, languageHint) !== 'powershell') return patched;
  const isWhole = document?.getText().length === text.length;
  return withByteOrderMark(patched, { fileName, encoding: document?.encoding, isWhole });
}

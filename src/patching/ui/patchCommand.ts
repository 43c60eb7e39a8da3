import type { Result } from '../../kernel/result';
import { say } from '../../kernel/text/boxText';
import { detectLanguage, patchScript, type Patched, type Refusal, withByteOrderMark } from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { chooseSite } from './chooseSite';
import type { Proposals } from './proposals';
import { reviewPatch } from './reviewPatch';
import { showRefusals } from './showRefusals';
import { findSubject, type Subject } from './subject';

interface Needs {
  readonly proposals: Proposals;
}

/** Patches a script with a site. Nothing is changed before the person has seen the diff and applies it. */
export async function patchCommand({ proposals }: Needs, argument: unknown): Promise<void> {
  const subject = await findSubject(argument);
  const site = await chooseSite();
  const outcome: Result<Patched, readonly Refusal[]> = patchScript(subject.text, site, subject.languageHint);
  if (!outcome.ok) {
    await showRefusals(subject, outcome.error);
    return;
  }
  const patched = forFile(subject, outcome.value);
  if (patched.edits.length === 0 && patched.notes.length === 0) {
    await showInformation(say`${subject.title} needs no change: it uses the gateway and the proxy already.`);
  } else if (await reviewPatch(subject, patched, proposals)) {
    await subject.apply(patched);
  }
}

function forFile({ document, fileName, languageHint, text }: Subject, patched: Patched): Patched {
  if (detectLanguage(text, languageHint) !== 'powershell') return patched;
  const isWhole = document?.getText().length === text.length;
  return withByteOrderMark(patched, { fileName, encoding: document?.encoding, isWhole });
}

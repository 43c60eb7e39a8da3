import * as vscode from 'vscode';
import type { ParsePowershell } from '../../kernel/ports';
import { canceled } from '../../kernel/errors';
import { ok, type Result } from '../../kernel/result';
import { say } from '../../kernel/text/boxText';
import {
  detectLanguage,
  loadReader,
  patchScript,
  type Patched,
  type Refusal,
  type ScriptReader,
  withByteOrderMark,
} from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { withProgress } from '../../vscode/boxes/progress';
import { chooseSite } from './chooseSite';
import type { Proposals } from './proposals';
import { findPatchInput, type PatchInput } from './patchInput';

interface Services {
  readonly proposals: Proposals;
  readonly parsePowershell: ParsePowershell;
}

type Outcome = Result<Patched, readonly Refusal[]>;

/** Nothing is changed before the person has seen the diff and applies it. */
export async function patchCommand({ proposals, parsePowershell }: Services, argument: unknown): Promise<void> {
  const input = await findPatchInput(argument);
  const site = await chooseSite();
  const kind = detectLanguage(input.text, input.languageHint);
  const reader = kind && (await loadReader(kind, input.text));
  const read: Outcome = patchScript(input.text, site, reader, input.languageHint);
  const outcome = read.ok ? await checked(input, read.value, reader, parsePowershell) : read;
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

/** By this machine's parser, if there is one. In Restricted Mode, no program is started. */
async function checked(
  { text, languageHint }: PatchInput,
  patched: Patched,
  reader: ScriptReader | undefined,
  parse: ParsePowershell,
): Promise<Outcome> {
  const check = vscode.workspace.isTrusted ? await reader?.loadParserCheck?.() : undefined;
  const texts = check?.textsToCheck(text, patched, languageHint);
  const parsed = texts && (await parseWithProgress(texts, parse));
  return check && parsed ? check.checkPatch(text, patched, parsed) : ok(patched);
}

/** Starting a PowerShell may take seconds. */
const parseWithProgress = (texts: readonly string[], parse: ParsePowershell): ReturnType<ParsePowershell> =>
  withProgress(say`Checking the script with PowerShell`, async (_, signal) => {
    const parsed = await parse(texts, signal);
    if (signal.aborted) throw canceled();
    return parsed;
  });

function forFile({ document, fileName, languageHint, text }: PatchInput, patched: Patched): Patched {
  if (detectLanguage(text, languageHint) !== 'powershell') return patched;
  const isWhole = document?.getText().length === text.length;
  return withByteOrderMark(patched, { fileName, encoding: document?.encoding, isWhole });
}

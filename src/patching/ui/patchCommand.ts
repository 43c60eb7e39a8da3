import * as vscode from 'vscode';
import type { ParsePowershell } from '../../kernel/ports';
import { canceled } from '../../kernel/errors';
import { ok, type Result } from '../../kernel/result';
import type { Site } from '../../planning/site';
import { foreign, say } from '../../kernel/text/boxText';
import {
  type ClusterChoice,
  detectLanguage,
  isClusterReason,
  loadClusterReader,
  loadReader,
  patchScript,
  type Patched,
  type Refusal,
  type ScriptReader,
  withByteOrderMark,
} from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { pickOne } from '../../vscode/boxes/picks';
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
  const read = await patchAsking(input, site, reader);
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

/** Asks which cluster is meant where the script doesn’t tell. */
async function patchAsking(
  { text, languageHint }: PatchInput,
  site: Site,
  reader: ScriptReader | undefined,
): Promise<Outcome> {
  const patch = async (chosen?: number): Promise<Outcome> =>
    patchScript(text, site, reader, { fileName: languageHint, clusters: await loadClusterReader(text, chosen) });
  const outcome = await patch();
  const choices = outcome.ok ? undefined : choicesIn(outcome.error);
  return choices ? patch(await chooseCluster(choices)) : outcome;
}

/** Undefined where an answer would not be enough. */
function choicesIn(refusals: readonly Refusal[]): readonly ClusterChoice[] | undefined {
  const choices = refusals.map((refusal) => (isClusterReason(refusal) ? refusal.choices : undefined));
  return choices.every((each) => each !== undefined) ? choices[0] : undefined;
}

async function chooseCluster(choices: readonly ClusterChoice[]): Promise<number> {
  const items = choices.map(({ index, name, resourceGroup }) => ({
    label: foreign('azureName', name),
    description: foreign('azureName', resourceGroup),
    index,
  }));
  const chosen = await pickOne(items, {
    title: say`Patch onboarding script`,
    placeHolder: say`Choose the cluster that this script is for`,
    matchOnDescription: true,
  });
  if (!chosen) throw canceled();
  return chosen.index;
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

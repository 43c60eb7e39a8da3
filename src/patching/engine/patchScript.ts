import { fail, ok, type Result } from '../../kernel/result';
import { withProxyPort } from '../../planning/site';
import { findServerObstacle } from '../../planning';
import { type GatewaySite, type Site, usesGateway } from '../../planning/site';
import { kindByName } from './detectLanguage';
import { PatchBuilder } from './patchBuilder';
import type { Patched, PatchEdit, Refusal } from './patched';
import { type PatchPass, runPatchPass } from './patchPass';
import { tooMuchToRead } from './limits';
import type { ClusterReader, ScriptReader } from './reader';
import { arcMention, machineMention } from './region';
import type { RefusalReason } from './refusals';
import { rereadProblems } from './reread';
import { checkAddresses } from './secrets';
import { isTemplate } from './templateNames';
import { isConnecting, refuseOtherFormat } from './unsupported';

// Of the scripts for servers and for clusters.
const ownMark = /ARC_ALLOW_AZURE_VM|^# Exit codes: 0 done(?:,| ·) 1 unforeseen/m;

interface PatchOptions {
  /** Tells a template. */
  readonly fileName?: string;
  /** Of the text’s commands for clusters, if it has any. */
  readonly clusters?: ClusterReader | undefined;
}

/**
 * Makes an onboarding script use the site's gateway and proxy with minimal edits. Idempotent. Refuses uncertain scripts
 * as a whole, with every line responsible. The result is parsed again and offered only if it does what was intended.
 * `reader` is the one of the text's language, undefined if that is unknown. Offsets are UTF-16 code units; lines count
 * from 1.
 */
export function patchScript(
  text: string,
  described: Site,
  reader: ScriptReader | undefined,
  { fileName, clusters }: PatchOptions = {},
): Result<Patched, readonly Refusal[]> {
  const site = withProxyPort(described);
  const tooMuch = tooMuchToRead(text);
  if (tooMuch !== undefined) return refuseWhole(tooMuch);
  if (!arcMention.test(text)) return refuseWhole({ code: 'script.notOnboarding' });
  if (ownMark.test(text)) return refuseWhole({ code: 'script.generated' });
  if (!usesGateway(site)) return refuseWhole({ code: 'site.withoutGateway' });
  const isAboutMachines = clusters === undefined || machineMention.test(text);
  const fault = isAboutMachines ? findServerObstacle(described) : undefined;
  if (fault) return refuseWhole({ code: 'site.unusable', finding: fault.code, problem: fault.message });
  if (reader === undefined) {
    const other = new PatchBuilder(text);
    refuseOtherFormat(other, site, site.gateway.id);
    return refused(other);
  }
  const { kind } = reader;
  const isTemplateFile = reader.isTemplate ?? isTemplate(text, fileName);
  const pass = runPatchPass(text, reader, site, isTemplateFile, clusters);
  const { patch, edits } = pass;
  if (!pass.isRelevant && patch.refusals.length === 0)
    patch.refuse(0, isConnecting(text) ? { code: 'script.onlyPrinted' } : { code: 'script.notOnboarding' });
  refuseOverlaps(edits, patch);
  if (patch.refusals.length > 0) return refused(patch);
  checkAddresses(text, patch);
  const lineEnd = text.indexOf('\r\n');
  if (kind === 'bash' && lineEnd >= 0) {
    patch.note(lineEnd, 'warning', { code: 'lineEnds.windows' });
  }
  const named = kindByName(fileName ?? '');
  if ((named === 'bash' || named === 'powershell') && named !== kind)
    patch.note(0, 'warning', { code: kind === 'bash' ? 'script.isBash' : 'script.isPowershell' });
  if (kind === 'powershell' && edits.length > 0) noteSignature(text, patch);
  const patched = applyEdits(text, edits);
  if (edits.length > 0) {
    for (const { at, reason } of rereadProblems(pass, runPatchPass(patched, reader, site, isTemplateFile, clusters)))
      patch.refuse(at, reason);
    if (patch.refusals.length > 0) return refused(patch);
  }
  noteMissingGateway(pass, site);
  return ok({ text: patched, edits, notes: patch.notes.toSorted((a, b) => a.line - b.line) });
}

const refuseWhole = (reason: RefusalReason): Result<never, readonly Refusal[]> => fail([{ ...reason, line: 1 }]);

const refused = ({ refusals }: PatchBuilder): Result<never, readonly Refusal[]> =>
  fail(refusals.toSorted((a, b) => a.line - b.line));

function noteSignature(text: string, patch: PatchBuilder): void {
  const signature = /^[ \t]*(?:#|<!--)[ \t]*SIG[ \t]*#[ \t]*Begin signature block/im.exec(text);
  if (!signature) return;
  patch.note(signature.index, 'warning', { code: 'signature.broken' });
}

function noteMissingGateway({ edits, scripts, patch }: PatchPass, { gateway }: GatewaySite): void {
  const [first] = edits;
  if (
    !first ||
    scripts.some(({ connects, clusters }) => [...connects, ...clusters].some(({ wanted }) => wanted.length > 0))
  )
    return;
  const isAboutAzure = edits.every(({ kind }) => kind === 'command');
  patch.note(first.start, isAboutAzure ? 'info' : 'warning', { code: 'connect.elsewhere', gatewayId: gateway.id });
}

function refuseOverlaps(edits: readonly PatchEdit[], patch: PatchBuilder): void {
  for (const [index, { end }] of edits.entries()) {
    const next = edits[index + 1];
    if (next && next.start < end) patch.refuse(next.start, { code: 'script.valueOfTwoPurposes' });
  }
}

/** Edits are in order and don't overlap. */
export function applyEdits(text: string, edits: readonly PatchEdit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, replacement } of edits) {
    pieces.push(text.slice(at, start), replacement);
    at = end;
  }
  return pieces.join('') + text.slice(at);
}

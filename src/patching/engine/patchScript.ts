import { fail, ok, type Result } from '../../kernel/result';
import { withProxyPort } from '../../planning/site';
import { blocks, checkSite } from '../../planning';
import { type GatewaySite, type Site, usesGateway } from '../../planning/site';
import { detectLanguage } from './detectLanguage';
import type { Draft } from './draft';
import type { Patched, PatchEdit, Refusal } from './patched';
import { type PatchPass, runPatchPass } from './patchPass';
import { tooMuchToRead } from './limits';
import { aboutArc } from './region';
import { rereadProblems } from './reread';
import { checkAddresses } from './secrets';
import { isTemplate } from './templateNames';
import { isConnecting } from './unread';

const notOnboarding = 'This is no onboarding script: nothing in it connects a machine to Azure Arc.';
const inComment = 'The connect command is only printed, or stands in a comment; perhaps line breaks were lost.';
// A variable that only the scripts of this product read.
const ownMark = 'ARC_ALLOW_AZURE_VM';
const ours = 'This script was generated from a topology. Generate it again from the right one.';
/** What is patched connects servers. */
const servers = { kind: 'servers', path: 'targets.servers', name: '' } as const;
const noGateway = 'In this topology the machines go through no gateway. Choose one with a gateway.';

/**
 * Has an onboarding script that a person already has use the site's gateway and proxy: the least edits that do, on
 * its syntax tree, everything else byte for byte. A patched script is patched to itself, without an edit. What cannot be
 * done with certainty is refused as a whole, with every line that stands in the way. The result is read again from
 * scratch, and offered only if it says what was meant. `fileName` helps to tell what the text is written in. Offsets are
 * in UTF-16 code units, lines count from 1.
 */
export function patchScript(text: string, described: Site, fileName?: string): Result<Patched, readonly Refusal[]> {
  const site = withProxyPort(described);
  const tooMuch = tooMuchToRead(text);
  if (tooMuch !== undefined) return fail([{ line: 1, reason: tooMuch }]);
  if (!aboutArc.test(text)) return fail([{ line: 1, reason: notOnboarding }]);
  if (text.includes(ownMark)) return fail([{ line: 1, reason: ours }]);
  if (!usesGateway(site)) return fail([{ line: 1, reason: noGateway }]);
  const fault = checkSite(described).find((finding) => blocks(finding, servers));
  if (fault) return fail([{ line: 1, reason: `With this topology no machine can be connected. ${fault.message}` }]);
  const kind = detectLanguage(text, fileName);
  if (kind === undefined) {
    return fail([
      {
        line: 1,
        reason: 'This is neither bash nor PowerShell, a Dockerfile or cloud-config.',
      },
    ]);
  }
  const isTemplateFile = isTemplate(text, fileName);
  const pass = runPatchPass(text, kind, site, isTemplateFile);
  const { draft, edits, scripts } = pass;
  if (!pass.isRelevant && draft.refusals.length === 0) draft.refuse(0, isConnecting(text) ? inComment : notOnboarding);
  refuseOverlaps(edits, draft);
  if (draft.refusals.length > 0) return refused(draft);
  checkAddresses(text, draft);
  const connectAt = scripts.find(({ connects }) => connects.length > 0)?.connects[0]?.command.start;
  if (connectAt !== undefined && !pass.isTold) noteProxy(connectAt, site, draft);
  const lineEnd = text.indexOf('\r\n');
  if (kind === 'bash' && lineEnd >= 0) {
    draft.note(
      lineEnd,
      'warning',
      'lineEnds.windows',
      'bash does not run a script with Windows line ends. Convert it before it is used.',
    );
  }
  if (kind === 'powershell' && edits.length > 0) noteSignature(text, draft);
  const patched = applyEdits(text, edits);
  if (edits.length > 0) {
    for (const { at, reason } of rereadProblems(pass, runPatchPass(patched, kind, site, isTemplateFile)))
      draft.refuse(at, reason);
    if (draft.refusals.length > 0) return refused(draft);
  }
  noteMissingGateway(pass, site);
  return ok({ text: patched, edits, notes: draft.notes.toSorted((a, b) => a.line - b.line) });
}

const refused = ({ refusals }: Draft): Result<never, readonly Refusal[]> =>
  fail(refusals.toSorted((a, b) => a.line - b.line));

function noteProxy(at: number, { network: { proxyUrl = '' } }: GatewaySite, draft: Draft): void {
  const command = `azcmagent config set proxy.url ${proxyUrl}`;
  draft.note(at, 'warning', 'proxy.notTold', `The agent is not told of the proxy. Before connect, run: ${command}`);
}

/** The signature of a changed script is not valid any more. */
function noteSignature(text: string, draft: Draft): void {
  const signature = /^[ \t]*(?:#|<!--)[ \t]*SIG[ \t]*#[ \t]*Begin signature block/im.exec(text);
  if (!signature) return;
  const message = 'This script is signed, and the signature does not hold for the patched one. Sign it again.';
  draft.note(signature.index, 'warning', 'signature.broken', message);
}

/** Says where the gateway has to be named when nothing in the file connects a machine. */
function noteMissingGateway({ edits, scripts, draft }: PatchPass, { gateway }: GatewaySite): void {
  const [first] = edits;
  if (!first || scripts.some(({ connects }) => connects.length > 0)) return;
  const message = `Nothing here connects a machine. Where azcmagent connect runs, give it --gateway-id "${gateway.id}".`;
  const isAboutAzure = edits.every(({ kind }) => kind === 'command');
  draft.note(first.start, isAboutAzure ? 'info' : 'warning', 'connect.elsewhere', message);
}

function refuseOverlaps(edits: readonly PatchEdit[], draft: Draft): void {
  for (const [index, { end }] of edits.entries()) {
    const next = edits[index + 1];
    if (next && next.start < end) draft.refuse(next.start, 'One value is used for two things that have to differ.');
  }
}

/** The text with the edits made, which are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly PatchEdit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, replacement } of edits) {
    pieces.push(text.slice(at, start), replacement);
    at = end;
  }
  return pieces.join('') + text.slice(at);
}

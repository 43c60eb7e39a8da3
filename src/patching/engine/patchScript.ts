import * as l10n from '@vscode/l10n';
import { fail, ok, type Result } from '../../kernel/result';
import { withProxyPort } from '../../planning/site';
import { findServerObstacle } from '../../planning';
import { type GatewaySite, type Site, usesGateway } from '../../planning/site';
import type { PatchBuilder } from './patchBuilder';
import type { Patched, PatchEdit, Refusal } from './patched';
import { type PatchPass, runPatchPass } from './patchPass';
import { tooMuchToRead } from './limits';
import type { ScriptReader } from './reader';
import { arcMention } from './region';
import { rereadProblems } from './reread';
import { checkAddresses } from './secrets';
import { isTemplate } from './templateNames';
import { isConnecting } from './unsupported';

const notOnboarding = l10n.t('This is not an onboarding script: it doesn’t connect a machine to Azure Arc.');
const inComment = l10n.t('The connect command is only printed or commented out. Line breaks may have been lost.');
const ownMark = 'ARC_ALLOW_AZURE_VM';
const generatedByUs = l10n.t(
  'This script was generated from a site file. Generate it again from the site file that you want.',
);
const noGateway = l10n.t('The machines of this site don’t use a gateway. Choose a site file with a gateway.');

/**
 * Makes an onboarding script use the site's gateway and proxy with minimal edits. Idempotent. Refuses uncertain scripts
 * as a whole, with every line responsible. The result is parsed again and offered only if it does what was intended.
 * `reader` is the one of the text's language, undefined if that is unknown; `fileName` tells a template. Offsets are
 * UTF-16 code units; lines count from 1.
 */
export function patchScript(
  text: string,
  described: Site,
  reader: ScriptReader | undefined,
  fileName?: string,
): Result<Patched, readonly Refusal[]> {
  const site = withProxyPort(described);
  const tooMuch = tooMuchToRead(text);
  if (tooMuch !== undefined) return fail([{ line: 1, reason: tooMuch }]);
  if (!arcMention.test(text)) return fail([{ line: 1, reason: notOnboarding }]);
  if (text.includes(ownMark)) return fail([{ line: 1, reason: generatedByUs }]);
  if (!usesGateway(site)) return fail([{ line: 1, reason: noGateway }]);
  const fault = findServerObstacle(described);
  if (fault)
    return fail([{ line: 1, reason: l10n.t`This site file can’t be used to connect machines. ${fault.message}` }]);
  if (reader === undefined) {
    return fail([
      {
        line: 1,
        reason: l10n.t('This is not bash, PowerShell, a Dockerfile, or cloud-config.'),
      },
    ]);
  }
  const { kind } = reader;
  const isTemplateFile = isTemplate(text, fileName);
  const pass = runPatchPass(text, reader, site, isTemplateFile);
  const { patch, edits, scripts } = pass;
  if (!pass.isRelevant && patch.refusals.length === 0) patch.refuse(0, isConnecting(text) ? inComment : notOnboarding);
  refuseOverlaps(edits, patch);
  if (patch.refusals.length > 0) return refused(patch);
  checkAddresses(text, patch);
  const connectAt = scripts.find(({ connects }) => connects.length > 0)?.connects[0]?.command.start;
  if (connectAt !== undefined && !pass.isTold) noteProxy(connectAt, site, patch);
  const lineEnd = text.indexOf('\r\n');
  if (kind === 'bash' && lineEnd >= 0) {
    patch.note(
      lineEnd,
      'warning',
      'lineEnds.windows',
      l10n.t('bash can’t run a script with Windows line endings. Convert it before you use it.'),
    );
  }
  if (kind === 'powershell' && edits.length > 0) noteSignature(text, patch);
  const patched = applyEdits(text, edits);
  if (edits.length > 0) {
    for (const { at, reason } of rereadProblems(pass, runPatchPass(patched, reader, site, isTemplateFile)))
      patch.refuse(at, reason);
    if (patch.refusals.length > 0) return refused(patch);
  }
  noteMissingGateway(pass, site);
  return ok({ text: patched, edits, notes: patch.notes.toSorted((a, b) => a.line - b.line) });
}

const refused = ({ refusals }: PatchBuilder): Result<never, readonly Refusal[]> =>
  fail(refusals.toSorted((a, b) => a.line - b.line));

function noteProxy(at: number, { network: { proxyUrl = '' } }: GatewaySite, patch: PatchBuilder): void {
  const command = `azcmagent config set proxy.url ${proxyUrl}`;
  patch.note(at, 'warning', 'proxy.notTold', l10n.t`The agent doesn’t get the proxy. Before connect, run: ${command}`);
}

function noteSignature(text: string, patch: PatchBuilder): void {
  const signature = /^[ \t]*(?:#|<!--)[ \t]*SIG[ \t]*#[ \t]*Begin signature block/im.exec(text);
  if (!signature) return;
  const message = l10n.t('This script is signed, and the patch invalidates the signature. Sign it again.');
  patch.note(signature.index, 'warning', 'signature.broken', message);
}

function noteMissingGateway({ edits, scripts, patch }: PatchPass, { gateway }: GatewaySite): void {
  const [first] = edits;
  if (!first || scripts.some(({ connects }) => connects.length > 0)) return;
  const message = l10n.t`This file doesn’t connect a machine. Where azcmagent connect runs, add --gateway-id "${gateway.id}".`;
  const isAboutAzure = edits.every(({ kind }) => kind === 'command');
  patch.note(first.start, isAboutAzure ? 'info' : 'warning', 'connect.elsewhere', message);
}

function refuseOverlaps(edits: readonly PatchEdit[], patch: PatchBuilder): void {
  for (const [index, { end }] of edits.entries()) {
    const next = edits[index + 1];
    if (next && next.start < end)
      patch.refuse(next.start, l10n.t('One value is used for two purposes that need different values.'));
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

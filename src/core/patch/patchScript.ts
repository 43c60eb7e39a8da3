import { fail, ok, type Result } from '../result';
import { withProxyPort } from '../topology/proxyUrl';
import { checkTopology } from '../topology/rules';
import { type GatewayTopology, type Topology, usesGateway } from '../topology/topology';
import { patchAzCommands } from './azCommands';
import { readBash } from './bashModel';
import { checkConnects, checkSettings } from './checks';
import { connectsOf } from './connect';
import type { Context } from './context';
import { detectLanguage } from './detectLanguage';
import { dialects } from './dialect';
import { type Download, noteLeftovers, patchDownloads } from './downloads';
import { Draft } from './draft';
import { patchGateway } from './gateway';
import { heredocRegions } from './heredocs';
import { refuseHidden } from './hidden';
import { noteUntold, patchInstaller } from './installer';
import type { Patched, PatchEdit, Refusal } from './patched';
import { readableByGrammar, readPowershell } from './powershellModel';
import { aboutArc, type Region } from './region';
import { regionsOf } from './regions';
import { patchReport } from './report';
import { checkAddresses, checkSecrets } from './secrets';
import { nodesOf, parseTree, type ShellLanguage, type Syntax, type SyntaxNode } from './syntaxTree';
import { isConnecting } from './unread';
import { valuesOf } from './values';

const notOnboarding = 'This is no onboarding script: nothing in it connects a machine to Azure Arc.';
const inComment = 'The connect command is only printed, or stands in a comment; perhaps line breaks were lost.';
// A variable that only the scripts of this product read.
const ownMark = 'ARC_ALLOW_AZURE_VM';
const ours = 'This script was generated from a topology. Generate it again from the right one.';
const noGateway = 'In this topology the machines go through no gateway. Choose one with a gateway.';

/**
 * Has an onboarding script that a person already has use the topology's gateway and proxy: the least edits that do, on
 * its syntax tree, everything else byte for byte. A patched script is patched to itself, without an edit. What cannot be
 * done with certainty is refused as a whole, with every line that stands in the way. `fileName` helps to tell what the
 * text is written in. Offsets are in UTF-16 code units, lines count from 1.
 */
export function patchScript(
  text: string,
  described: Topology,
  syntax: Syntax,
  fileName?: string,
): Result<Patched, readonly Refusal[]> {
  const topology = withProxyPort(described);
  if (!aboutArc.test(text)) return fail([{ line: 1, reason: notOnboarding }]);
  if (text.includes(ownMark)) return fail([{ line: 1, reason: ours }]);
  if (!usesGateway(topology)) return fail([{ line: 1, reason: noGateway }]);
  const fault = checkTopology(described).find(({ severity }) => severity === 'error');
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
  const draft = new Draft(text);
  const found = patchRegions(regionsOf(text, kind, draft, topology), text, topology, syntax, draft);
  if (!found.isRelevant && draft.refusals.length === 0) draft.refuse(0, isConnecting(text) ? inComment : notOnboarding);
  const edits = draft.edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  refuseOverlaps(edits, draft);
  if (draft.refusals.length > 0) return fail(draft.refusals.toSorted((a, b) => a.line - b.line));
  checkAddresses(text, draft);
  if (found.connectAt !== undefined && !found.isTold) noteProxy(found.connectAt, topology, draft);
  const lineEnd = text.indexOf('\r\n');
  if (kind === 'bash' && lineEnd >= 0) {
    draft.note(
      lineEnd,
      'warning',
      'lineEnds.windows',
      'bash does not run a script with Windows line ends. Convert it before it is used.',
    );
  }
  return ok({ text: applyEdits(text, edits), edits, notes: draft.notes.toSorted((a, b) => a.line - b.line) });
}

interface Found {
  readonly isRelevant: boolean;
  /** Whether anything tells the agent of the topology's proxy. */
  readonly isTold: boolean;
  readonly connectAt: number | undefined;
}

/** The downloads of all scripts of the file, and those that are run and told of the proxy. */
interface Installs {
  readonly downloads: Download[];
  readonly run: Set<Download>;
}

function patchRegions(
  regions: readonly Region[],
  text: string,
  topology: GatewayTopology,
  syntax: Syntax,
  draft: Draft,
): Found {
  const found: Found[] = [];
  const installs: Installs = { downloads: [], run: new Set() };
  const patchAll = (waiting: Region[]): void => {
    for (let region = waiting.shift(); region; region = waiting.shift()) {
      const root = rootOf(region, syntax, draft);
      if (!root) continue;
      if (region.language === 'bash') waiting.push(...heredocRegions(root, region, text, draft, topology));
      found.push(patchRegion(region, root, text, topology, draft, installs));
    }
  };
  patchAll(regions.filter(({ isAbout }) => isAbout));
  const isNamed = ({ start, end }: Region): boolean =>
    installs.downloads.some(({ path }) => path.length > 3 && text.slice(start, end).includes(path));
  patchAll(regions.filter((region) => !region.isAbout && isNamed(region)));
  return {
    isRelevant: found.some((each) => each.isRelevant),
    isTold: noteUntoldDownloads(installs, topology, draft) || found.some((each) => each.isTold),
    connectAt: found.find((each) => each.connectAt !== undefined)?.connectAt,
  };
}

/** Notes the install scripts whose run is not read; says whether there are any. */
function noteUntoldDownloads({ downloads, run }: Installs, { network }: GatewayTopology, draft: Draft): boolean {
  if (network.proxyUrl === undefined) return false;
  const untold = downloads.filter((each) => each.isInstallScript && !run.has(each));
  for (const { command } of untold)
    noteUntold(draft, command.start, 'How this install script runs is not read.', network.proxyUrl);
  return untold.length > 0;
}

function noteProxy(at: number, { network: { proxyUrl = '' } }: GatewayTopology, draft: Draft): void {
  const command = `azcmagent config set proxy.url ${proxyUrl}`;
  draft.note(at, 'warning', 'proxy.notTold', `The agent is not told of the proxy. Before connect, run: ${command}`);
}

function refuseOverlaps(edits: readonly PatchEdit[], draft: Draft): void {
  for (const [index, { end }] of edits.entries()) {
    const next = edits[index + 1];
    if (next && next.start < end) draft.refuse(next.start, 'One value is used for two things that have to differ.');
  }
}

/** The text with the edits made, which are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly PatchEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, replacement } of edits) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

const shellName: Readonly<Record<ShellLanguage, string>> = { bash: 'bash', powershell: 'PowerShell' };

function rootOf({ language, parsed }: Region, syntax: Syntax, draft: Draft): SyntaxNode | undefined {
  const root = parseTree(syntax, language, language === 'powershell' ? readableByGrammar(parsed) : parsed);
  const error = nodesOf(root).find(({ type }) => type === 'ERROR');
  if (!error) return root;
  draft.refuse(error.start, `From here on the script cannot be read as ${shellName[language]} with certainty.`);
  return undefined;
}

/** Runs the rules over one script. */
function patchRegion(
  region: Region,
  root: SyntaxNode,
  text: string,
  topology: GatewayTopology,
  draft: Draft,
  installs: Installs,
): Found {
  const model = region.language === 'bash' ? readBash(root, text) : readPowershell(root, text);
  const context: Context = {
    model,
    values: valuesOf(model),
    dialect: dialects[region.language],
    topology,
    draft,
    isOneLine: region.isOneLine,
  };
  const before = draft.edits.length;
  const connects = connectsOf(context);
  refuseHidden(context, connects);
  checkConnects(context, connects);
  checkSettings(context);
  checkSecrets(context, connects);
  if (connects.length > 0) patchReport(context, patchGateway(context, connects));
  const downloads = patchDownloads(context);
  installs.downloads.push(...downloads);
  const isTold = patchInstaller(context, installs.downloads, installs.run);
  noteLeftovers(context, downloads);
  const hasAz = patchAzCommands(context);
  for (const { start, replacement } of draft.edits.slice(before)) {
    const problem = region.problemOf(replacement);
    if (problem !== undefined) draft.refuse(start, problem);
  }
  return {
    isRelevant: connects.length > 0 || downloads.length > 0 || hasAz,
    isTold,
    connectAt: connects[0]?.command.start,
  };
}

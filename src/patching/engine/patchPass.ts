import type { GatewaySite } from '../../planning/site';
import { AgentProxy } from './agentProxy';
import { spreadWordsIn } from './arguments';
import { patchAzCommands } from './azCommands';
import { checkConnects, checkSettings } from './checks';
import { type Connect, connectsOf } from './connect';
import type { Context } from './context';
import { noteLeftovers, patchDownloads } from './downloads';
import { PatchBuilder } from './patchBuilder';
import { patchOptions } from './options';
import { crowdedLine, patchLimits } from './limits';
import { refuseIndirectConnects } from './indirectConnect';
import { noteUntold, patchInstaller } from './installer';
import { KnownDownloads } from './installerFiles';
import type { Command } from './model';
import type { PatchEdit } from './patched';
import { findHints, type PlacedHint } from './otherMeans';
import { noteOtherProxies } from './otherProxies';
import type { ClusterReader, ScriptReader, ShellReader } from './reader';
import type { RefusalReason } from './refusals';
import type { Region } from './region';
import { patchReport } from './report';
import { checkSecrets } from './secrets';
import { countWhile } from './spans';
import { moveTree, nodesOf, type Span, type SyntaxNode } from './syntaxTree';
import { noteUntoldAgents, tellAgents } from './tellAgent';
import { refuseTemplateStatements, templateProblem, withoutTemplateMarks, withTemplateValuesJoined } from './templates';
import { checkUnaccounted } from './unaccounted';
import { noteUnsupportedScript } from './unsupported';
import { valuesOf } from './values';

export interface ScriptReading {
  readonly region: Region;
  readonly root: SyntaxNode;
  readonly context: Context;
  readonly connects: readonly Connect[];
  /** Commands that change clusters. */
  readonly clusters: readonly Connect[];
  /** Commands that download from Azure Arc or run its install script. */
  readonly installing: ReadonlySet<Command>;
}

export interface PatchPass {
  readonly patch: PatchBuilder;
  /** In text order. */
  readonly edits: readonly PatchEdit[];
  readonly scripts: readonly ScriptReading[];
  readonly isRelevant: boolean;
}

interface FilePass {
  readonly shell: ShellReader;
  readonly text: string;
  readonly site: GatewaySite;
  readonly patch: PatchBuilder;
  readonly downloads: KnownDownloads;
  /** Totals so far. */
  readonly counts: { scripts: number; words: number };
  /** Templates are valid scripts only after rendering. */
  readonly isTemplateFile: boolean;
  readonly clusterReader: ClusterReader | undefined;
}

/** Edits may overlap. */
export function runPatchPass(
  text: string,
  reader: ScriptReader,
  site: GatewaySite,
  isTemplateFile = false,
  clusterReader?: ClusterReader,
): PatchPass {
  const patch = new PatchBuilder(text);
  const { shell } = reader;
  const downloads = new KnownDownloads(shell.language);
  const rules: FilePass = {
    shell,
    text,
    site,
    patch,
    downloads,
    counts: { scripts: 0, words: 0 },
    isTemplateFile,
    clusterReader,
  };
  const regions = reader.regionsOf(text, patch, site);
  const outcomes = patchRegions(
    rules,
    regions.filter(({ mentionsArc }) => mentionsArc),
  );
  const isNamed = ({ source }: Region): boolean => downloads.longTargets.isIn(source);
  outcomes.push(
    ...patchRegions(
      rules,
      regions.filter((region) => !region.mentionsArc && isNamed(region)),
    ),
  );
  tellFile(rules, outcomes);
  const isRelevant = outcomes.some((each) => each.isRelevant);
  for (const { at, hint } of outcomes.flatMap(({ hints }) => hints))
    if (isRelevant) patch.note(at, 'warning', hint);
    else patch.refuse(at, hint);
  return {
    patch,
    edits: patch.edits.toSorted((a, b) => a.start - b.start || a.end - b.end),
    scripts: outcomes.map(({ script }) => script),
    isRelevant,
  };
}

interface RegionOutcome {
  readonly script: ScriptReading;
  readonly isRelevant: boolean;
  readonly agentProxy: AgentProxy;
  readonly hints: readonly PlacedHint[];
}

function patchRegions(rules: FilePass, regions: readonly Region[]): RegionOutcome[] {
  const outcomes: RegionOutcome[] = [];
  const waiting = [...regions];
  for (const region of waiting) {
    if (++rules.counts.scripts > patchLimits.scripts) {
      rules.patch.refuse(region.start, { code: 'script.tooManyScripts', limit: patchLimits.scripts });
      break;
    }
    const root = rootOf(region, rules);
    if (!root) continue;
    const { shell, text, patch, site } = rules;
    const inner = region.data ? [] : shell.innerRegions(root, region, text, patch, site);
    waiting.push(...inner);
    outcomes.push(patchRegion(rules, region, root, inner));
  }
  return outcomes;
}

function tellFile(rules: FilePass, outcomes: readonly RegionOutcome[]): void {
  if (noteUntoldDownloads(rules)) return;
  const everywhere = outcomes.filter(({ script }) => script.region.host === 'all');
  for (const [host, own] of Map.groupBy(outcomes, ({ script }) => script.region.host ?? ''))
    tellHost(rules, own, host === 'all' ? [] : everywhere);
}

/** What one script stores for the agent also counts for the others of the same machine. */
function tellHost(rules: FilePass, outcomes: readonly RegionOutcome[], everywhere: readonly RegionOutcome[]): void {
  const isToldBy = ({ script: { connects }, agentProxy }: RegionOutcome): boolean =>
    agentProxy.isSetSomewhere() && connects.every((connect) => agentProxy.isSetAt(connect));
  if ([...outcomes, ...everywhere].some(isToldBy)) return;
  const isData = ({ script: { region } }: RegionOutcome): boolean => region.data !== undefined;
  const before = rules.patch.edits.length;
  for (const { script, agentProxy } of outcomes.filter((outcome) => !isData(outcome)))
    tellAgents(script.context, script.connects, agentProxy, (inserted) => problemOf(rules, script.region, inserted));
  if (rules.patch.edits.length > before) return;
  for (const { script } of outcomes.filter(isData)) noteUntoldAgents(script.context, script.connects);
}

const problemOf = ({ isTemplateFile }: FilePass, region: Region, inserted: string): RefusalReason | undefined =>
  region.problemOf(inserted) ?? (isTemplateFile ? templateProblem(inserted) : undefined);

function noteUntoldDownloads({ downloads, site: { network }, patch }: FilePass): boolean {
  if (network.proxyUrl === undefined) return false;
  const untold = downloads.notRun();
  for (const { command } of untold) noteUntold(patch, command.start, 'unknownRunner', network.proxyUrl);
  return untold.length > 0;
}

function rootOf(region: Region, { shell, patch, isTemplateFile, site }: FilePass): SyntaxNode | undefined {
  const { language, source, start, level, data } = region;
  if (data) return data.root;
  const crowded = language === 'bash' ? crowdedLine(source) : undefined;
  if (crowded !== undefined) {
    patch.refuse(start + crowded, { code: 'script.manyHeredocsInLine' });
    return undefined;
  }
  const root = moveTree(shell.parse(withTemplateValuesJoined(source, language, isTemplateFile)), start);
  const nodes = nodesOf(root);
  const error = nodes.find(({ type }) => type === 'ERROR');
  const isUnread = error !== undefined || nodes.some(({ type }) => type === 'unread_statement');
  // A text for people, or for another program.
  if (isUnread && level > 0 && !mayConnect.test(source)) {
    noteUnsupportedScript(patch, site, start, source);
    return undefined;
  }
  if (!error) return root;
  patch.refuse(error.start, { code: 'script.unreadable', language });
  return undefined;
}

const mayConnect = /(?<![\w./-])connect(?![\w-])/i;

/** True for the text around one of the scripts. */
function holding(inner: readonly Region[]): (text: Span) => boolean {
  const sorted = inner.toSorted((a, b) => a.start - b.start);
  return ({ start, end }) => {
    const next = sorted[countWhile(sorted, (each) => each.start <= start)];
    return next !== undefined && next.end < end;
  };
}

function patchRegion(rules: FilePass, region: Region, root: SyntaxNode, inner: readonly Region[]): RegionOutcome {
  const { shell, text, site, patch, downloads: known, isTemplateFile, clusterReader } = rules;
  const model = region.data?.model ?? shell.readModel(root, text);
  const dialect = region.data?.dialect ?? shell.dialect;
  const context: Context = {
    model,
    values: valuesOf(model),
    dialect: isTemplateFile ? withoutTemplateMarks(dialect) : dialect,
    site,
    patch,
    isOneLine: region.isOneLine,
    isHeld: shell.language === 'powershell' ? holding(inner) : () => false,
  };
  rules.counts.words += spreadWordsIn(context);
  if (rules.counts.words > patchLimits.spreadWords) {
    patch.refuse(region.start, { code: 'script.listsUsedTooOften' });
    const script = { region, root, context, connects: [], clusters: [], installing: new Set<Command>() };
    return { script, isRelevant: true, agentProxy: new AgentProxy(context), hints: [] };
  }
  const before = patch.edits.length;
  const connects = connectsOf(context);
  refuseIndirectConnects(context, connects);
  shell.checkVerbs?.(context, connects);
  checkConnects(context, connects);
  checkSettings(context);
  if (isTemplateFile) refuseTemplateStatements(context, connects);
  checkSecrets(context, connects);
  const { commands: clusters, hints } = clusterReader?.read(context) ?? { commands: [], hints: [] };
  const patched = [...connects, ...clusters].toSorted((a, b) => a.command.start - b.command.start);
  const gateway = patchOptions(context, patched);
  if (connects.length > 0) patchReport(context, gateway);
  const downloads = patchDownloads(context);
  for (const each of downloads) known.add(each);
  const { running, agentProxy } = patchInstaller(context, known, downloads);
  noteLeftovers(context, downloads, patch.edits.slice(before));
  noteOtherProxies(context);
  if (!region.data) shell.checkRegion(context, region, root);
  const hasAz = patchAzCommands(context);
  const installing = new Set([...downloads.map(({ command }) => command), ...running]);
  const script = { region, root, context, connects, clusters, installing };
  checkUnaccounted(script);
  for (const { start, replacement } of patch.edits.slice(before)) {
    const problem = problemOf(rules, region, replacement);
    if (problem !== undefined) patch.refuse(start, problem);
  }
  return {
    script,
    isRelevant: patched.some(({ wanted }) => wanted.length > 0) || downloads.length > 0 || hasAz,
    agentProxy,
    hints: [...findHints(context), ...hints],
  };
}

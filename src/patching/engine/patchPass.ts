import type { GatewaySite } from '../../planning/site';
import { spreadWordsIn } from './arguments';
import { patchAzCommands } from './azCommands';
import { readBash } from './bashModel';
import { checkConnects, checkSettings } from './checks';
import { type Connect, connectsOf } from './connect';
import type { Context } from './context';
import type { ScriptKind } from './detectLanguage';
import { dialects } from './dialect';
import { noteLeftovers, patchDownloads } from './downloads';
import { Draft } from './draft';
import { patchGateway } from './gateway';
import { crowdedLine, patchLimits } from './limits';
import { heredocRegions } from './heredocs';
import { refuseHidden } from './hidden';
import { noteUntold, patchInstaller } from './installer';
import { KnownDownloads } from './installerFiles';
import type { Command } from './model';
import type { PatchEdit } from './patched';
import { noteOtherProxies } from './otherProxies';
import { readPowershell } from './powershellModel';
import type { Region } from './region';
import { regionsOf } from './regions';
import { patchReport } from './report';
import { checkSecrets } from './secrets';
import { noteShellProxies } from './shellProxies';
import { nodesOf, parseTree, type ShellLanguage, type SyntaxNode } from './syntaxTree';
import { refuseTemplateStatements, templateProblem, withoutTemplateMarks, withTemplateValuesJoined } from './templates';
import { checkUnaccounted } from './unaccounted';
import { valuesOf } from './values';

/** One script of a file as it was read. */
export interface ScriptReading {
  readonly region: Region;
  readonly root: SyntaxNode;
  readonly context: Context;
  readonly connects: readonly Connect[];
  /** The commands that download something of Azure Arc’s or run its install script. */
  readonly installing: ReadonlySet<Command>;
}

/** What one reading of a file finds, and what it would change. */
export interface PatchPass {
  readonly draft: Draft;
  /** In the order of the text. */
  readonly edits: readonly PatchEdit[];
  readonly scripts: readonly ScriptReading[];
  readonly isRelevant: boolean;
  /** Whether anything tells the agent of the site's proxy. */
  readonly isTold: boolean;
}

interface Rules {
  readonly text: string;
  readonly site: GatewaySite;
  readonly draft: Draft;
  readonly downloads: KnownDownloads;
  /** How many scripts were read so far, and how many words lists have given to their commands. */
  readonly counts: { scripts: number; words: number };
  /** Whether the file is a template, of which only what it renders to is a script. */
  readonly isTemplateFile: boolean;
}

/** Reads a file from scratch and runs every rule over each of its scripts. Edits may still overlap. */
export function runPatchPass(text: string, kind: ScriptKind, site: GatewaySite, isTemplateFile = false): PatchPass {
  const draft = new Draft(text);
  const downloads = new KnownDownloads(kind === 'powershell' ? 'powershell' : 'bash');
  const rules: Rules = { text, site, draft, downloads, counts: { scripts: 0, words: 0 }, isTemplateFile };
  const regions = regionsOf(text, kind, draft, site);
  const outcomes = patchRegions(
    rules,
    regions.filter(({ isAbout }) => isAbout),
  );
  const isNamed = ({ source }: Region): boolean => downloads.longTargets.isIn(source);
  outcomes.push(
    ...patchRegions(
      rules,
      regions.filter((region) => !region.isAbout && isNamed(region)),
    ),
  );
  return {
    draft,
    edits: draft.edits.toSorted((a, b) => a.start - b.start || a.end - b.end),
    scripts: outcomes.map(({ script }) => script),
    isRelevant: outcomes.some((each) => each.isRelevant),
    isTold: noteUntoldDownloads(rules) || outcomes.some((each) => each.isTold),
  };
}

interface Outcome {
  readonly script: ScriptReading;
  readonly isRelevant: boolean;
  readonly isTold: boolean;
}

const tooManyScripts = `This file holds more than ${patchLimits.scripts.toLocaleString('en-US')} scripts, which is more than is read.`;

function patchRegions(rules: Rules, regions: readonly Region[]): Outcome[] {
  const outcomes: Outcome[] = [];
  const waiting = [...regions];
  for (const region of waiting) {
    if (++rules.counts.scripts > patchLimits.scripts) {
      rules.draft.refuse(region.start, tooManyScripts);
      break;
    }
    const root = rootOf(region, rules);
    if (!root) continue;
    if (region.language === 'bash') waiting.push(...heredocRegions(root, region, rules.text, rules.draft, rules.site));
    outcomes.push(patchRegion(rules, region, root));
  }
  return outcomes;
}

/** Notes the install scripts whose run is not read; says whether there are any. */
function noteUntoldDownloads({ downloads, site: { network }, draft }: Rules): boolean {
  if (network.proxyUrl === undefined) return false;
  const untold = downloads.notRun();
  for (const { command } of untold)
    noteUntold(draft, command.start, 'How this install script runs is not read.', network.proxyUrl);
  return untold.length > 0;
}

const shellName: Readonly<Record<ShellLanguage, string>> = { bash: 'bash', powershell: 'PowerShell' };

function rootOf({ language, source, start }: Region, { draft, isTemplateFile }: Rules): SyntaxNode | undefined {
  const crowded = language === 'bash' ? crowdedLine(source) : undefined;
  if (crowded !== undefined) {
    draft.refuse(start + crowded, 'So many heredocs in one line are not read.');
    return undefined;
  }
  const root = parseTree(language, withTemplateValuesJoined(source, language, isTemplateFile), start);
  const error = nodesOf(root).find(({ type }) => type === 'ERROR');
  if (!error) return root;
  draft.refuse(error.start, `From here on the script cannot be read as ${shellName[language]} with certainty.`);
  return undefined;
}

/** Runs the rules over one script. */
function patchRegion(rules: Rules, region: Region, root: SyntaxNode): Outcome {
  const { text, site, draft, downloads: known, isTemplateFile } = rules;
  const model = region.language === 'bash' ? readBash(root, text) : readPowershell(root, text);
  const context: Context = {
    model,
    values: valuesOf(model),
    dialect: isTemplateFile ? withoutTemplateMarks(dialects[region.language]) : dialects[region.language],
    site,
    draft,
    isOneLine: region.isOneLine,
  };
  rules.counts.words += spreadWordsIn(context);
  if (rules.counts.words > patchLimits.spreadWords) {
    draft.refuse(region.start, 'The lists of arguments in this file are used so often that they are not read.');
    return { script: { region, root, context, connects: [], installing: new Set() }, isRelevant: true, isTold: true };
  }
  const before = draft.edits.length;
  const connects = connectsOf(context);
  refuseHidden(context, connects);
  checkConnects(context, connects);
  checkSettings(context);
  if (isTemplateFile) refuseTemplateStatements(context, connects);
  checkSecrets(context, connects);
  if (connects.length > 0) patchReport(context, patchGateway(context, connects));
  const downloads = patchDownloads(context);
  for (const each of downloads) known.add(each);
  const { isTold, running } = patchInstaller(context, known, downloads, connects);
  noteLeftovers(context, downloads, draft.edits.slice(before));
  noteOtherProxies(context);
  noteShellProxies(context, region, root);
  const hasAz = patchAzCommands(context);
  const installing = new Set([...downloads.map(({ command }) => command), ...running]);
  const script = { region, root, context, connects, installing };
  checkUnaccounted(script);
  for (const { start, replacement } of draft.edits.slice(before)) {
    const problem = region.problemOf(replacement) ?? (isTemplateFile ? templateProblem(replacement) : undefined);
    if (problem !== undefined) draft.refuse(start, problem);
  }
  return { script, isRelevant: connects.length > 0 || downloads.length > 0 || hasAz, isTold };
}

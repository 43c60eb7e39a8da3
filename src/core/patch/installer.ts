import { isAgent } from './connect';
import type { Context } from './context';
import type { Download } from './downloads';
import type { Draft } from './draft';
import { isInert, isPrinted } from './inert';
import { installerFiles, type InstallerFiles, type KnownDownloads, pipedDownloads } from './installerFiles';
import { runBy, shells, textRunBy } from './installerRuns';
import { type Command, sourceOf } from './model';
import { programOf } from './programs';
import { replaceValue } from './proxyValue';
import type { SyntaxNode } from './syntaxTree';

const why = 'Tells the install script of the proxy; it stores it for the agent.';

/**
 * Has the agent's install script be told of the proxy; says whether anything here tells the agent. `known` are the
 * downloads of all scripts of the file, `own` those of this one; those that are run, and told, are marked.
 */
export function patchInstaller(context: Context, known: KnownDownloads, own: readonly Download[]): boolean {
  const proxy = context.topology.network.proxyUrl;
  if (proxy === undefined) return true;
  const files = installerFiles(context, known, own);
  const piped = pipedDownloads(own);
  let isTold = setsProxy(context, proxy);
  for (const command of context.model.commands) {
    const source = pipedFrom(context, command, piped);
    const file = source ? undefined : runBy(context, command, files);
    if (source) {
      passOn(context, command, proxy);
      known.mark(source);
    } else if (file) {
      addProxy(context, command, proxy);
      files.markRun(file);
    }
    if (source || file) isTold = true;
    else refuseText(context, command, files);
  }
  noteTexts(context, files, proxy);
  return isTold;
}

/** Notes a place where the install script may run without being told of the proxy. */
export function noteUntold(draft: Draft, at: number, what: string, proxy: string): void {
  draft.note(at, 'warning', 'proxy.scriptNotTold', `${what} See that it is given the proxy ${proxy}.`);
}

const optionOf = ({ model }: Context): string => (model.language === 'bash' ? '--proxy' : '-proxy');

const insideText = 'The install script runs inside a text here and cannot be told of the proxy. Run it directly.';

function refuseText(context: Context, command: Command, files: InstallerFiles): void {
  const text = textRunBy(context, command, files);
  if (text && !isInert(context, command)) context.draft.refuse(text.start, insideText);
}

/** Notes texts that name the install script, and that nobody is certain to run. */
function noteTexts(context: Context, files: InstallerFiles, proxy: string): void {
  const { model, draft } = context;
  for (const literal of model.literals) {
    const source = sourceOf(model, literal).replace(/^(["'])([^"']*)\1$/, '$2');
    if (!files.isNamedIn(source) || isPrinted(context, literal.node)) continue;
    if (!draft.isRefused(literal.start))
      noteUntold(draft, literal.start, 'The install script is named in a text, which is not read.', proxy);
  }
}

function addProxy(context: Context, command: Command, proxy: string): void {
  const { values, dialect, draft } = context;
  const option = optionOf(context);
  const { words } = command;
  const at = words.findIndex((word) => (values.keyOf(word) ?? '').toLowerCase() === option);
  const joined = words.find((word) => (values.keyOf(word) ?? '').startsWith('--proxy='));
  const present = words[at + 1];
  if (at >= 0 && present) replaceValue(context, present, '', proxy);
  else if (joined) replaceValue(context, joined, '--proxy=', proxy);
  else draft.insert((words.at(-1) ?? command).end, ` ${option} ${dialect.quoted(proxy, '"')}`, 'proxy', why);
}

/** The download whose output a shell reads: `curl … | bash`. */
function pipedFrom(context: Context, command: Command, piped: ReadonlyMap<SyntaxNode, Download>): Download | undefined {
  const { parent } = command.node;
  if (context.model.language !== 'bash' || parent?.type !== 'pipeline') return undefined;
  if (!shells.has(programOf(context, command)?.name ?? '')) return undefined;
  const source = piped.get(parent);
  return source && source.command.start < command.start ? source : undefined;
}

/** The options of a script that comes from standard input follow `-s --`. */
function passOn(context: Context, command: Command, proxy: string): void {
  const { draft, dialect, values } = context;
  const program = programOf(context, command);
  const texts = program?.args.map((word) => values.keyOf(word)) ?? [];
  const option = `-- --proxy ${dialect.quoted(proxy, '"')}`;
  const end = (program?.args.at(-1) ?? program?.word ?? command).end;
  if (texts[0] === '-s' && texts[1] === '--') addProxy(context, command, proxy);
  else if (texts.length === 1 && texts[0] === '-s') draft.insert(end, ` ${option}`, 'proxy', why);
  else if (texts.length === 0) draft.insert(end, ` -s ${option}`, 'proxy', why);
  else draft.refuse(command.start, 'It is not certain how to pass the proxy to the install script in this pipe.');
}

/** Puts right `azcmagent config set proxy.url …`; says whether there is one. */
function setsProxy(context: Context, proxy: string): boolean {
  let found = false;
  for (const { words } of context.model.commands) {
    const at = words.findIndex((word) => isAgent(context, word));
    const texts = words.slice(at + 1, at + 4).map((word) => context.values.textOf(word));
    const value = words[at + 4];
    if (at < 0 || texts.join(' ') !== 'config set proxy.url' || !value) continue;
    replaceValue(context, value, '', proxy);
    found = true;
  }
  return found;
}

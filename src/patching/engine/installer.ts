import { type Connect, isAgent } from './connect';
import type { Context } from './context';
import type { Download } from './downloads';
import type { Draft } from './draft';
import { isInert, isPrinted } from './inert';
import { installerFiles, type InstallerFiles, type KnownDownloads, pipedDownloads } from './installerFiles';
import { runBy, shells, textRunBy } from './installerRuns';
import { type Command, sourceOf, type Word } from './model';
import { isAlwaysBefore } from './order';
import { programOf } from './programs';
import { replaceValue } from './proxyValue';
import type { SyntaxNode } from './syntaxTree';

const why = 'Tells the install script of the proxy; it stores it for the agent.';

/**
 * Has the agent's install script be told of the proxy; says what runs it, and whether anything here tells the agent. `known` are the
 * downloads of all scripts of the file, `own` those of this one; those that are run, and told, are marked.
 */
export function patchInstaller(
  context: Context,
  known: KnownDownloads,
  own: readonly Download[],
  connects: readonly Connect[],
): { readonly isTold: boolean; readonly running: readonly Command[] } {
  const proxy = context.site.network.proxyUrl;
  if (proxy === undefined) return { isTold: true, running: [] };
  const files = installerFiles(context, known, own);
  const piped = pipedDownloads(own);
  const setting = setsProxy(context, proxy, connects);
  const running: Command[] = [];
  for (const command of context.model.commands) {
    const source = pipedFrom(context, command, piped);
    const file = source ? undefined : runBy(context, command, files);
    if (source) {
      passOn(context, command, proxy);
      known.mark(source);
    } else if (file) {
      if (isSourcedByPosix(context, command))
        noteUntold(
          context.draft,
          command.start,
          'The shell of this script hands no arguments to a file it reads by a dot.',
          proxy,
        );
      else addProxy(context, command, proxy);
      files.markRun(file);
    }
    if (source || file) running.push(command);
    else refuseText(context, command, files);
  }
  noteTexts(context, files, proxy);
  return { isTold: isToldBefore(context, [...setting, ...running], connects), running };
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

/** The options of a script that comes from standard input follow `-s --`, or `-s -`. */
function passOn(context: Context, command: Command, proxy: string): void {
  const { draft, dialect, values } = context;
  const program = programOf(context, command);
  const texts = program?.args.map((word) => values.keyOf(word) ?? '') ?? [];
  const options = texts.slice(0, texts.findIndex((text) => !/^-[abefhkmnprstuvxBCEHPT]+$/.test(text)) >>> 0);
  const isStream = options.some((text) => text.includes('s'));
  const isEnded = /^--?$/.test(texts[options.length] ?? '');
  const end = (program?.args.at(-1) ?? program?.word ?? command).end;
  const option = `--proxy ${dialect.quoted(proxy, '"')}`;
  if (isEnded && isStream) addProxy(context, command, proxy);
  else if (options.length === texts.length) draft.insert(end, `${isStream ? '' : ' -s'} -- ${option}`, 'proxy', why);
  else if (program && isEnded && options.length === texts.length - 1) {
    draft.insert(program.word.end, ' -s', 'proxy', why);
    draft.insert(end, ` ${option}`, 'proxy', why);
  } else draft.refuse(command.start, 'It is not certain how to pass the proxy to the install script in this pipe.');
}

/** Whether a script for `sh` reads the file into itself: only bash hands on what stands behind it. */
const isSourcedByPosix = (context: Context, command: Command): boolean =>
  programOf(context, command)?.name === '.' && /^#![^\n]{0,100}\b(?:da)?sh\b/.test(context.model.text);

/** Puts right `azcmagent config set proxy.url …`; returns those that have certainly run when a machine is connected. */
function setsProxy(context: Context, proxy: string, connects: readonly Connect[]): Command[] {
  const found: Command[] = [];
  for (const command of context.model.commands) {
    const setting = settingOf(context, command);
    if (setting?.verb !== 'config set proxy.url' || !setting.value) continue;
    replaceValue(context, setting.value, '', proxy);
    if (connects.every((connect) => isAlwaysBefore(withRests(command.node), connect.command))) found.push(command);
  }
  return found;
}

function settingOf(context: Context, { words }: Command): { verb: string; value: Word | undefined } | undefined {
  const at = words.findIndex((word) => isAgent(context, word));
  if (at < 0) return undefined;
  const texts = words.slice(at + 1, at + 4).map((word) => context.values.textOf(word));
  return { verb: texts.join(' '), value: words[at + 4] };
}

/** The statement that begins with a command and runs it in any case: `a || b`, `a 2>&1 | tee log`. */
function withRests(node: SyntaxNode): SyntaxNode {
  let statement = node;
  while (statement.parent && /^(list|pipeline|redirected_statement|negated_command)$/.test(statement.parent.type)) {
    const first = statement.parent.children.find(({ isNamed }) => isNamed);
    if (first !== statement) break;
    statement = statement.parent;
  }
  return statement;
}

/** Whether every connect finds the proxy told, and not taken back since. */
function isToldBefore(context: Context, telling: readonly Command[], connects: readonly Connect[]): boolean {
  const cleared = context.model.commands.filter((each) => settingOf(context, each)?.verb === 'config clear proxy.url');
  if (connects.length === 0) return telling.length > 0;
  return connects.every(({ command }) => {
    const last = Math.max(-1, ...cleared.map(({ start }) => start).filter((start) => start < command.start));
    return telling.some(({ start }) => start > last);
  });
}

import * as l10n from '@vscode/l10n';
import { type Connect, isAgent } from './connect';
import type { Context } from './context';
import type { Download } from './downloads';
import type { PatchBuilder } from './patchBuilder';
import { isPrintOnly, isPrinted } from './printOnly';
import { installerFiles, type InstallerFiles, type KnownDownloads, pipedDownloads } from './installerFiles';
import { runBy, shells, textRunBy } from './installerRuns';
import { type Command, sourceOf, type Word } from './model';
import type { UntoldReason } from './notes';
import { isAlwaysBefore } from './order';
import { programOf } from './programs';
import { replaceValue } from './proxyValue';
import type { SyntaxNode } from './syntaxTree';

const why = l10n.t('Passes the proxy to the install script, which stores it for the agent.');

/**
 * Passes the proxy to the agent's install script. Returns the commands that run it, and whether the agent is told.
 * `known`: downloads of the whole file; `own`: of this script. Marks those that run and get the proxy.
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
      if (isSourcedByPosix(context, command)) noteUntold(context.patch, command.start, 'sourced', proxy);
      else addProxy(context, command, proxy);
      files.markRun(file);
    }
    if (source || file) running.push(command);
    else refuseText(context, command, files);
  }
  noteTexts(context, files, proxy);
  return { isTold: isToldBefore(context, [...setting, ...running], connects), running };
}

export function noteUntold(patch: PatchBuilder, at: number, why: UntoldReason, proxyUrl: string): void {
  patch.note(at, 'warning', { code: 'proxy.scriptNotTold', why, proxyUrl });
}

const optionOf = ({ model }: Context): string => (model.language === 'bash' ? '--proxy' : '-proxy');

function refuseText(context: Context, command: Command, files: InstallerFiles): void {
  const text = textRunBy(context, command, files);
  if (text && !isPrintOnly(context, command)) context.patch.refuse(text.start, { code: 'installer.insideString' });
}

function noteTexts(context: Context, files: InstallerFiles, proxy: string): void {
  const { model, patch } = context;
  for (const literal of model.literals) {
    const source = sourceOf(model, literal).replace(/^(["'])([^"']*)\1$/, '$2');
    if (!files.isNamedIn(source) || isPrinted(context, literal.node)) continue;
    if (!patch.isRefused(literal.start)) noteUntold(patch, literal.start, 'unknownReader', proxy);
  }
}

function addProxy(context: Context, command: Command, proxy: string): void {
  const { values, dialect, patch } = context;
  const option = optionOf(context);
  const { words } = command;
  const at = words.findIndex((word) => (values.keyOf(word) ?? '').toLowerCase() === option);
  const joined = words.find((word) => (values.keyOf(word) ?? '').startsWith('--proxy='));
  const present = words[at + 1];
  if (at >= 0 && present) replaceValue(context, present, '', proxy);
  else if (joined) replaceValue(context, joined, '--proxy=', proxy);
  else patch.insert((words.at(-1) ?? command).end, ` ${option} ${dialect.quoted(proxy, '"')}`, 'proxy', why);
}

function pipedFrom(context: Context, command: Command, piped: ReadonlyMap<SyntaxNode, Download>): Download | undefined {
  const { parent } = command.node;
  if (context.model.language !== 'bash' || parent?.type !== 'pipeline') return undefined;
  if (!shells.has(programOf(context, command)?.name ?? '')) return undefined;
  const source = piped.get(parent);
  return source && source.command.start < command.start ? source : undefined;
}

/** Scripts on standard input take options after `-s --` or `-s -`. */
function passOn(context: Context, command: Command, proxy: string): void {
  const { patch, dialect, values } = context;
  const program = programOf(context, command);
  const texts = program?.args.map((word) => values.keyOf(word) ?? '') ?? [];
  const options = texts.slice(0, texts.findIndex((text) => !/^-[abefhkmnprstuvxBCEHPT]+$/.test(text)) >>> 0);
  const isStream = options.some((text) => text.includes('s'));
  const isEnded = /^--?$/.test(texts[options.length] ?? '');
  const end = (program?.args.at(-1) ?? program?.word ?? command).end;
  const option = `--proxy ${dialect.quoted(proxy, '"')}`;
  if (isEnded && isStream) addProxy(context, command, proxy);
  else if (options.length === texts.length) patch.insert(end, `${isStream ? '' : ' -s'} -- ${option}`, 'proxy', why);
  else if (program && isEnded && options.length === texts.length - 1) {
    patch.insert(program.word.end, ' -s', 'proxy', why);
    patch.insert(end, ` ${option}`, 'proxy', why);
  } else patch.refuse(command.start, { code: 'installer.uncertainPipe' });
}

/** `. file` passes arguments only in bash. */
const isSourcedByPosix = (context: Context, command: Command): boolean =>
  programOf(context, command)?.name === '.' && /^#![^\n]{0,100}\b(?:da)?sh\b/.test(context.model.text);

/** Corrects `azcmagent config set proxy.url …`. Returns those certain to run before connect. */
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

/** The statement certain to run its first command: `a || b`, `a 2>&1 | tee log`. */
function withRests(node: SyntaxNode): SyntaxNode {
  let statement = node;
  while (statement.parent && /^(list|pipeline|redirected_statement|negated_command)$/.test(statement.parent.type)) {
    const first = statement.parent.children.find(({ isNamed }) => isNamed);
    if (first !== statement) break;
    statement = statement.parent;
  }
  return statement;
}

function isToldBefore(context: Context, telling: readonly Command[], connects: readonly Connect[]): boolean {
  const cleared = context.model.commands.filter((each) => settingOf(context, each)?.verb === 'config clear proxy.url');
  if (connects.length === 0) return telling.length > 0;
  return connects.every(({ command }) => {
    const last = Math.max(-1, ...cleared.map(({ start }) => start).filter((start) => start < command.start));
    return telling.some(({ start }) => start > last);
  });
}

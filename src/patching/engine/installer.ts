import * as l10n from '@vscode/l10n';
import { bareWord } from '../../kernel/text/quote';
import { addedWords } from './addWords';
import { AgentProxy, correctAgentProxy } from './agentProxy';
import { type Argument, argumentsOf, separatorBefore } from './arguments';
import type { Context } from './context';
import type { Download } from './downloads';
import type { PatchBuilder } from './patchBuilder';
import { isPrintOnly, isPrinted } from './printOnly';
import { installerFiles, type InstallerFiles, type KnownDownloads, pipedDownloads } from './installerFiles';
import { runBy, shells, textRunBy } from './installerRuns';
import { type Command, sourceOf } from './model';
import type { UntoldReason } from './notes';
import { programOf } from './programs';
import { replaceValue } from './proxyValue';
import { containment } from './spans';
import type { SyntaxNode } from './syntaxTree';

const why = l10n.t('Passes the proxy to the install script, which stores it for the agent.');

export interface Installing {
  /** Commands that run the install script. */
  readonly running: readonly Command[];
  readonly agentProxy: AgentProxy;
}

/**
 * Passes the proxy to the agent's install script, which stores it. `known`: downloads of the whole file; `own`: of this
 * script. Marks those that run and get the proxy.
 */
export function patchInstaller(context: Context, known: KnownDownloads, own: readonly Download[]): Installing {
  const agentProxy = new AgentProxy(context);
  const proxy = context.site.network.proxyUrl;
  if (proxy === undefined) return { running: [], agentProxy };
  const files = installerFiles(context, known, own);
  const piped = pipedDownloads(own);
  correctAgentProxy(context, proxy, agentProxy);
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
    if (source || file) {
      running.push(command);
      agentProxy.addInstaller(command);
    } else refuseText(context, command, files);
  }
  noteTexts(context, files, proxy);
  return { running, agentProxy };
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
  const isStarted = containment(model.commands.flatMap(({ started }) => (started ? [started] : [])));
  for (const literal of model.literals) {
    const source = sourceOf(model, literal).replace(/^(["'])([^"']*)\1$/, '$2');
    if (!files.isNamedIn(source) || isPrinted(context, literal.node) || isStarted(literal) || context.isHeld(literal))
      continue;
    if (!patch.isRefused(literal.start)) noteUntold(patch, literal.start, 'unknownReader', proxy);
  }
}

function addProxy(context: Context, command: Command, proxy: string): void {
  const { values, patch } = context;
  const option = optionOf(context);
  const found = command.started ? argumentsOf(context, command).items : undefined;
  const words = found?.map(({ word }) => word) ?? command.words;
  const at = words.findIndex((word) => (values.keyOf(word) ?? '').toLowerCase() === option);
  const joined = words.find((word) => (values.keyOf(word) ?? '').startsWith('--proxy='));
  const present = words[at + 1];
  if (at >= 0 && present) replaceValue(context, present, '', proxy);
  else if (joined) replaceValue(context, joined, '--proxy=', proxy);
  else if (found) addToStarted(context, found, proxy);
  else
    patch.insert(
      (words.at(-1) ?? command).end,
      addedWords(context, [{ lead: option }, { value: proxy }]),
      'proxy',
      why,
    );
}

/** To the list or text that `Start-Process` gives the host of the script. */
function addToStarted(context: Context, items: readonly Argument[], proxy: string): void {
  const { patch, dialect } = context;
  const last = items.at(-1);
  const bare = bareWord(proxy);
  if (!last || !last.isAlways || bare === undefined) {
    patch.refuse((last?.word ?? { start: 0 }).start, { code: 'installer.insideString' });
    return;
  }
  const { word } = last;
  const option = optionOf(context);
  const separator = separatorBefore(context, last);
  const added = word.isInText
    ? ` ${option} ${bare}`
    : `${separator}${dialect.quoted(option, word.quote)}, ${dialect.quoted(proxy, '"')}`;
  patch.insert(word.end, added, 'proxy', why);
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

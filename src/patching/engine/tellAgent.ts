import * as l10n from '@vscode/l10n';
import { bareWord } from '../../kernel/text/quote';
import type { AgentProxy } from './agentProxy';
import { type Connect, runsAgent } from './connect';
import type { Context } from './context';
import { sourceOf, type Word } from './model';
import { findOwnStatement, type OwnStatement } from './ownStatement';
import { programOf } from './programs';
import type { RefusalReason } from './refusals';

const why = l10n.t('Stores the proxy for the agent, because no install script does so.');

// They would end the script, or let the setting run beside connect.
const leftOut = /^(exec|nohup|setsid|time|builtin|chronic|unbuffer)$/;

/** The words that run the agent: `sudo azcmagent`. Undefined if another program runs it. */
export function agentWords(context: Context, { command, verb }: Connect): readonly Word[] | undefined {
  const { words } = command;
  const at = words.findIndex((word) => runsAgent(context, command, word));
  const agent = words[at];
  const program = programOf(context, command);
  if (!agent || !program || agent.spread === 'list') return undefined;
  if (program.word !== agent && !(program.name === 'ssh' && isPlainOverSsh(context, words.slice(0, at))))
    return undefined;
  if (verb.home !== words && words.length > at + 2) return undefined;
  const lead = words.slice(0, at + 1);
  return lead.slice(lead.findIndex((word) => !leftOut.test(sourceOf(context.model, word))));
}

/** `ssh -t web1 sudo`: the other machine’s shell gets no more than these words. */
const isPlainOverSsh = ({ model, site }: Context, before: readonly Word[]): boolean =>
  bareWord(site.network.proxyUrl ?? '') !== undefined &&
  before.every((word) => /^[\w@.:=/-]+$|^"?\$\{?\w+\}?"?$/.test(sourceOf(model, word)));

/**
 * Stores the proxy before each connect that doesn't get it, in a statement like its own. Notes connects that are no
 * statement of their own. `problemOf`: why a text can't be inserted.
 */
export function tellAgents(
  context: Context,
  connects: readonly Connect[],
  known: AgentProxy,
  problemOf: (inserted: string) => RefusalReason | undefined,
): void {
  const { patch, site } = context;
  const { proxyUrl } = site.network;
  if (proxyUrl === undefined) return;
  for (const connect of connects) {
    if (known.isSetAt(connect)) continue;
    const own = findOwnStatement(connect.command.node);
    const setting = own && settingLike(context, connect, proxyUrl);
    const text = own && setting !== undefined ? setting + endOf(context, own) : '';
    if (!own || text === '' || problemOf(text) !== undefined) {
      noteUntoldAgents(context, [connect]);
      continue;
    }
    patch.insert(own.statement.start, text, 'proxy', why);
    known.addSetter(own.statement, connect.command);
  }
}

/** For the words of a document too, which are no statements. */
export function noteUntoldAgents({ patch, site: { network } }: Context, connects: readonly Connect[]): void {
  const { proxyUrl } = network;
  if (proxyUrl === undefined) return;
  for (const { command } of connects) patch.note(command.start, 'warning', { code: 'proxy.notTold', proxyUrl });
}

function settingLike(context: Context, connect: Connect, proxyUrl: string): string | undefined {
  const { model, dialect } = context;
  const words = agentWords(context, connect);
  const [first] = connect.command.words;
  if (!words || !first) return undefined;
  const { start, started } = connect.command;
  const call = started ? '& ' : model.language === 'powershell' ? model.text.slice(start, first.start) : '';
  const program = words.map((word) => sourceOf(model, word)).join(' ');
  return `${call}${program} config set proxy.url ${dialect.quoted(proxyUrl, '"')}`;
}

/** A line end and the indentation if the statement starts its line; otherwise, a separator. */
function endOf({ model: { text }, isOneLine }: Context, { statement: { start }, joint }: OwnStatement): string {
  if (joint === '&&') return ' && ';
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const isContinued = /[\\`]\r?\n$/.test(text.slice(Math.max(0, lineStart - 3), lineStart));
  if (isOneLine || isContinued || !/^[ \t\u00a0\ufeff]*$/.test(indent)) return '; ';
  const lineEnd = /\r?\n/.exec(text.slice(start))?.[0] ?? (text.includes('\r\n') ? '\r\n' : '\n');
  return lineEnd + indent.replace('\ufeff', '');
}

import { isAgent } from './connect';
import type { Context } from './context';
import type { Download } from './downloads';
import { type Command, sourceOf, type Word } from './model';
import { programOf } from './programs';
import { replaceValue } from './proxyValue';

const shells = new Set(['bash', 'sh', 'dash', 'source', '.']);
const hosts = new Set(['powershell', 'pwsh']);
const portalName = /(^|[\\/])install_(linux|windows)_azcmagent\.(sh|ps1)$/i;
const why = 'Tells the install script of the proxy; it stores it for the agent.';

/** Has the agent's install script be told of the proxy; says whether anything in this script tells the agent. */
export function patchInstaller(context: Context, downloads: readonly Download[]): boolean {
  const proxy = context.topology.network.proxyUrl;
  if (proxy === undefined) return true;
  const targets = new Set(downloads.flatMap(({ target }) => (target ? [context.values.keyOf(target)] : [])));
  const isInstaller = (word: Word): boolean => {
    const key = context.values.keyOf(word);
    return key !== undefined && key !== '' && (targets.has(key) || portalName.test(key));
  };
  let isTold = setsProxy(context, proxy);
  for (const command of context.model.commands) {
    if (piped(context, command, downloads, proxy)) isTold = true;
    else if (runs(context, command, isInstaller, downloads)) {
      addProxy(context, command, proxy);
      isTold = true;
    }
  }
  return isTold;
}

/** Whether the command runs the install script from a file or from a process substitution. */
function runs(
  context: Context,
  command: Command,
  isInstaller: (word: Word) => boolean,
  downloads: readonly Download[],
): boolean {
  const program = programOf(context, command);
  if (!program) return false;
  if (isInstaller(program.word)) return true;
  if (hosts.has(program.name)) {
    const at = program.args.findIndex((word) => /^-f(i(le?)?)?$/i.test(context.values.textOf(word) ?? ''));
    const file = program.args[at + 1];
    return at >= 0 && file !== undefined && isInstaller(file);
  }
  if (!shells.has(program.name)) return false;
  const file = program.args.find((word) => !(context.values.keyOf(word) ?? '').startsWith('-'));
  if (!file) return false;
  const holdsDownload = downloads.some(({ command: each }) => file.start < each.start && each.end < file.end);
  return isInstaller(file) || (holdsDownload && sourceOf(context.model, file).startsWith('<('));
}

function addProxy(context: Context, command: Command, proxy: string): void {
  const { model, values, dialect, draft } = context;
  const option = model.language === 'bash' ? '--proxy' : '-proxy';
  const { words } = command;
  const at = words.findIndex((word) => (values.keyOf(word) ?? '').toLowerCase() === option);
  const joined = words.find((word) => (values.keyOf(word) ?? '').startsWith('--proxy='));
  const present = words[at + 1];
  if (at >= 0 && present) replaceValue(context, present, '', proxy);
  else if (joined) replaceValue(context, joined, '--proxy=', proxy);
  else draft.insert((words.at(-1) ?? command).end, ` ${option} ${dialect.quoted(proxy, '"')}`, 'proxy', why);
}

/** `curl … | bash`: the options of a script that comes from standard input follow `-s --`. */
function piped(context: Context, command: Command, downloads: readonly Download[], proxy: string): boolean {
  const { parent } = command.node;
  if (context.model.language !== 'bash' || parent?.type !== 'pipeline') return false;
  const source = downloads.find(({ command: { node } }) => node.parent === parent || node.parent?.parent === parent);
  const program = programOf(context, command);
  if (!source || source.command.start >= command.start || !program || !shells.has(program.name)) return false;
  const texts = program.args.map((word) => context.values.keyOf(word));
  if (texts[0] === '-s' && (texts.length === 1 || texts[1] === '--')) {
    if (texts.length > 1) addProxy(context, command, proxy);
    else
      context.draft.insert(
        command.words.at(-1)?.end ?? command.end,
        ` -- --proxy ${context.dialect.quoted(proxy, '"')}`,
        'proxy',
        why,
      );
  } else if (texts.length === 0) {
    context.draft.insert(program.word.end, ` -s -- --proxy ${context.dialect.quoted(proxy, '"')}`, 'proxy', why);
  } else
    context.draft.refuse(command.start, 'It is not certain how to pass the proxy to the install script in this pipe.');
  return true;
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

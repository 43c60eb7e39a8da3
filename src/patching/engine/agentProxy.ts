import { type Connect, runsAgent } from './connect';
import type { Context } from './context';
import { hostOf } from './hosts';
import type { Command, Word } from './model';
import { findReach, isAlwaysBefore } from './order';
import { replaceValue } from './proxyValue';
import { countWhile } from './spans';
import type { SyntaxNode } from './syntaxTree';

/** When a script stores the proxy for the agent: by its install script, or with `azcmagent config set proxy.url`. */
export class AgentProxy {
  private readonly byHost = new Map<string, HostProxy>();

  constructor(private readonly context: Context) {
    for (const { command } of settingsOf(context, 'config clear proxy.url'))
      this.at(command).clearedAt.push(command.start);
  }

  addInstaller(command: Command): void {
    const host = this.at(command);
    host.lastRun = Math.max(host.lastRun, command.start);
  }

  /** In text order. `command`: in the statement. */
  addSetter(statement: SyntaxNode, command: Command): void {
    const { setters } = this.at(command);
    for (const within of findReach(statement)) {
      const known = setters.get(within);
      if (known) known.push(statement);
      else setters.set(within, [statement]);
    }
  }

  isSetSomewhere(): boolean {
    return [...this.byHost.values()].some(({ setters, lastRun }) => setters.size > 0 || lastRun >= 0);
  }

  /**
   * On the same machine: by an install script anywhere, or a setting that certainly runs before, if it isn't cleared in
   * between.
   */
  isSetAt({ command }: Connect): boolean {
    const { start, node } = command;
    const { clearedAt, lastRun, setters: all } = this.at(command);
    const cleared = clearedAt[countWhile(clearedAt, (at) => at < start) - 1] ?? -1;
    if (lastRun > cleared) return true;
    for (let around: SyntaxNode | undefined = node; around; around = around.parent) {
      const setters = all.get(around) ?? [];
      const latest = setters[countWhile(setters, (each) => each.start < start) - 1];
      if (latest && latest.start > cleared && isAlwaysBefore(latest, node)) return true;
    }
    return false;
  }

  private at(command: Command): HostProxy {
    const host = hostOf(this.context, command);
    const known = this.byHost.get(host) ?? { clearedAt: [], setters: new Map(), lastRun: -1 };
    this.byHost.set(host, known);
    return known;
  }
}

/** What a script does with the agent of one machine. */
interface HostProxy {
  readonly clearedAt: number[];
  readonly setters: Map<SyntaxNode, SyntaxNode[]>;
  lastRun: number;
}

/** Corrects `azcmagent config set proxy.url …`. */
export function correctAgentProxy(context: Context, proxyUrl: string, known: AgentProxy): void {
  for (const { command, value } of settingsOf(context, 'config set proxy.url')) {
    if (!value) continue;
    replaceValue(context, value, '', proxyUrl);
    known.addSetter(withRests(command.node), command);
  }
}

function settingsOf(
  context: Context,
  verb: string,
): readonly { readonly command: Command; readonly value: Word | undefined }[] {
  return context.model.commands.flatMap((command) => {
    const { words } = command;
    const at = words.findIndex((word) => runsAgent(context, command, word));
    const texts = at < 0 ? [] : words.slice(at + 1, at + 4).map((word) => context.values.textOf(word));
    return texts.join(' ') === verb ? [{ command, value: words[at + 4] }] : [];
  });
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

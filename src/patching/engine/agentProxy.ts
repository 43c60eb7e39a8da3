import { type Connect, runsAgent } from './connect';
import type { Context } from './context';
import type { Command, Word } from './model';
import { findReach, isAlwaysBefore } from './order';
import { replaceValue } from './proxyValue';
import { countWhile } from './spans';
import type { SyntaxNode } from './syntaxTree';

/** When a script stores the proxy for the agent: by its install script, or with `azcmagent config set proxy.url`. */
export class AgentProxy {
  private readonly clearedAt: readonly number[];
  private readonly setters = new Map<SyntaxNode, SyntaxNode[]>();
  private lastRun = -1;
  private hasSetter = false;

  constructor(context: Context) {
    this.clearedAt = settingsOf(context, 'config clear proxy.url').map(({ command }) => command.start);
  }

  addInstaller({ start }: Command): void {
    this.lastRun = Math.max(this.lastRun, start);
  }

  /** In text order. */
  addSetter(statement: SyntaxNode): void {
    this.hasSetter = true;
    for (const within of findReach(statement)) {
      const known = this.setters.get(within);
      if (known) known.push(statement);
      else this.setters.set(within, [statement]);
    }
  }

  isSetSomewhere(): boolean {
    return this.hasSetter || this.lastRun >= 0;
  }

  /** By an install script anywhere, or a setting that certainly runs before, if it isn't cleared in between. */
  isSetAt({ command: { start, node } }: Connect): boolean {
    const cleared = this.clearedAt[countWhile(this.clearedAt, (at) => at < start) - 1] ?? -1;
    if (this.lastRun > cleared) return true;
    for (let around: SyntaxNode | undefined = node; around; around = around.parent) {
      const setters = this.setters.get(around) ?? [];
      const latest = setters[countWhile(setters, (each) => each.start < start) - 1];
      if (latest && latest.start > cleared && isAlwaysBefore(latest, node)) return true;
    }
    return false;
  }
}

/** Corrects `azcmagent config set proxy.url …`. */
export function correctAgentProxy(context: Context, proxyUrl: string, known: AgentProxy): void {
  for (const { command, value } of settingsOf(context, 'config set proxy.url')) {
    if (!value) continue;
    replaceValue(context, value, '', proxyUrl);
    known.addSetter(withRests(command.node));
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

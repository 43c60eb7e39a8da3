import type { ConnectionType } from '../../../kernel/inventory';

/** Which way an agent goes, as it says on its machine. */
export interface AgentConnectionSettings {
  readonly connectionType: ConnectionType;
  /** The upstream proxy the agent was given; absent when it has none. */
  readonly proxyUrl?: string;
}

const types: readonly ConnectionType[] = ['default', 'direct', 'gateway'];

/**
 * Reads what the scripts beside this print: `connection.type=` and `proxy.url=`, each followed by what the agent said.
 * Undefined when the type is none that is known: a word of a later agent must not be taken for one of ours.
 */
export function parseConnectionSettings(stdout: string): AgentConnectionSettings | undefined {
  const said = (key: string): string =>
    stdout
      .split(/\r?\n/)
      .findLast((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .trim() ?? '';
  // Some agents repeat the name before the value: `connection.type (preview) : direct`.
  const type = said('connection.type').split(/[\s:]/).at(-1)?.toLowerCase();
  const connectionType = types.find((each) => each === type);
  const proxyUrl = urlIn(said('proxy.url').split(/\s/).at(-1) ?? '');
  return connectionType && { connectionType, ...(proxyUrl !== undefined && { proxyUrl }) };
}

/** From where the URL begins: some agents write it right behind the name. */
function urlIn(word: string): string | undefined {
  const start = word.search(/https?:\/\/./i);
  return start < 0 ? undefined : word.slice(start);
}

/** What an agent is set to: its own choice by age and association (`default`), always direct, or by a gateway. */
export type ConnectionType = 'default' | 'direct' | 'gateway';

/** Which way an agent goes, as it says on its machine. */
export interface AgentWay {
  readonly connectionType: ConnectionType;
  /** The upstream proxy the agent was given; absent when it has none. */
  readonly proxyUrl?: string;
}

const types: Readonly<Record<string, ConnectionType>> = { default: 'default', direct: 'direct', gateway: 'gateway' };

/**
 * Reads what the scripts beside this print: `connection.type=` and `proxy.url=`, each followed by what the agent said.
 * Undefined when the type is none that is known: a word of a later agent must not be taken for one of ours.
 */
export function parseAgentWay(stdout: string): AgentWay | undefined {
  const said = (key: string): string =>
    stdout
      .split(/\r?\n/)
      .findLast((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .trim() ?? '';
  // Some agents repeat the name before the value: `connection.type (preview) : direct`.
  const connectionType = types[/[^\s:]*$/.exec(said('connection.type'))?.[0].toLowerCase() ?? ''];
  const proxyUrl = /https?:\/\/\S+$/i.exec(said('proxy.url'))?.[0];
  return connectionType && { connectionType, ...(proxyUrl !== undefined && { proxyUrl }) };
}

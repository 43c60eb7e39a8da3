import type { ConnectionType } from '../../../kernel/inventory';

export interface AgentConnectionSettings {
  readonly connectionType: ConnectionType;
  readonly proxyUrl?: string;
}

const types: readonly ConnectionType[] = ['default', 'direct', 'gateway'];

/**
 * Parses `connection.type=` and `proxy.url=` lines, each followed by azcmagent output. Undefined for an unknown type,
 * which newer agents may have.
 */
export function parseConnectionSettings(stdout: string): AgentConnectionSettings | undefined {
  const said = (key: string): string =>
    stdout
      .split(/\r?\n/)
      .findLast((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .trim() ?? '';
  // Some agents repeat the name: `connection.type (preview) : direct`.
  const type = said('connection.type').split(/[\s:]/).at(-1)?.toLowerCase();
  const connectionType = types.find((each) => each === type);
  const proxyUrl = urlIn(said('proxy.url').split(/\s/).at(-1) ?? '');
  return connectionType && { connectionType, ...(proxyUrl !== undefined && { proxyUrl }) };
}

/** Some agents print the URL without a space after the name. */
function urlIn(word: string): string | undefined {
  const start = word.search(/https?:\/\/./i);
  return start < 0 ? undefined : word.slice(start);
}

import { closedOn } from './agentConnection';
import type { StoredResource } from './store';

/** A probe in bash, or in PowerShell. */
const call = /^(?:start| +@\{ Index =) (\d+);?(?: Host =)? '?([\w.-]+)'?;?(?: Port =)? \d+/gm;

/** Whether a script is the product's own that tries endpoints. */
export const isProbe = (script: string): boolean => script.search(call) >= 0;

/** What that script prints on a machine: all is open but for what its firewall lacks. */
export function probeOutput(machine: StoredResource, script: string): string {
  const closed = closedOn(machine);
  const calls = [...script.matchAll(call)];
  const lines = calls.map(([, index = '', host = ''], place) =>
    closed.test(host)
      ? `@${index} connect timeout - 3000 - - `
      : `@${index} done - - ${20 + (place % 7) * 4} - 1 C=US, O=Microsoft Corporation, CN=Microsoft Azure RSA TLS Issuing CA 04`,
  );
  return [...lines, `@end ${calls.length}`, ''].join('\n');
}

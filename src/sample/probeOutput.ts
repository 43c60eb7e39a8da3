import { closedOn } from './agentConnection';
import type { StoredResource } from './store';

/** In bash or PowerShell. */
const call = /^(?:start| +@\{ Index =) (\d+);?(?: Host =)? '?([\w.-]+)'?;?(?: Port =)? \d+/gm;

/** The product's own script that tests endpoints. */
export const isProbe = (script: string): boolean => script.search(call) >= 0;

/** All hosts are open except those that the machine's firewall blocks. The sample has no certificates. */
export function probeOutput(
  machine: StoredResource,
  script: string,
): { readonly output: string; readonly error: string } {
  const closed = closedOn(machine);
  const calls = [...script.matchAll(call)];
  const lines = calls.map(([, index = '', host = ''], place) =>
    closed.test(host)
      ? `@${index} connect timeout - 3000 - - `
      : `@${index} done - - ${20 + (place % 7) * 4} - 1 C=US, O=Microsoft Corporation, CN=Microsoft Azure RSA TLS Issuing CA 04`,
  );
  const chains = calls.map(([, index = '']) => `@chain ${index} notShown - - - - -\n`);
  return { output: [...lines, `@end ${calls.length}`, ''].join('\n'), error: chains.join('') };
}

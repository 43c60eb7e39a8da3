import { describe, expect, it } from 'vitest';
import { directProbes } from '../../../../../src/association/engine/machine/directProbes';

const probes = directProbes({ os: 'linux', location: 'westeurope' });
const hosts = [...probes.script.text.matchAll(/^start \d+ '?([\w.-]+)/gm)].map(([, host = '']) => host);
const microsoft = 'C=US; O=Microsoft Corporation; CN=Microsoft TLS G2 RSA CA';

/** What the script prints when all its probes but the first end well. */
const judged = (first: string) => {
  const lines = hosts.map((_, index) => (index === 0 ? first : `@${index} done - - 5 20.1.1.1 1 ${microsoft}`));
  return probes.judge({
    exitCode: 0,
    stdout: [...lines, `@end ${hosts.length}`].join('\n'),
    stderr: '',
    isTruncated: false,
  });
};

describe('what a direct connection needs', () => {
  const [host] = hosts;

  it.each([
    ['all is open', `@0 done - - 5 20.1.1.1 1 ${microsoft}`, [], []],
    ['it is closed', '@0 connect timeout - 3000 20.1.1.1 -', [host], []],
    ['an inspection is trusted', '@0 done - - 5 20.1.1.1 1 O=Zscaler Inc.', [], [host]],
    ['an inspection is not trusted', '@0 done - - 5 20.1.1.1 0 O=Zscaler Inc.', [`${host} (inspected)`], []],
    ['its address is private', `@0 done - - 5 10.0.0.4 1 ${microsoft}`, [`${host} (private address)`], []],
    ['its name is forged', `@0 done - - 5 20.1.1.1 0 ${microsoft}`, [`${host} (doubtful)`], []],
    ['nothing was seen of TLS', '@0 done - - 5 20.1.1.1 -', [`${host} (doubtful)`], []],
    ['its line is lost', '', [`${host} (not probed)`], []],
  ])('is judged by its machine: %s', (_, line, closed, inspected) => {
    expect(judged(line)).toEqual({ closed, inspected });
  });
});

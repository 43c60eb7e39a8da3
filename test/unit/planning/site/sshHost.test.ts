import { describe, expect, it } from 'vitest';
import { sshHostOf } from '../../../../src/planning/site/sshHost';

describe('the host that a topology gives a machine', () => {
  it.each<[string | undefined, readonly string[] | undefined, string, string | undefined]>([
    [undefined, ['web-01'], 'web-01', undefined],
    ['admin@{name}.corp.example:2222', ['web-01', 'web-02'], 'web-02', 'admin@web-02.corp.example:2222'],
    // A server that is not connected yet is in no list.
    ['{name}', undefined, 'srv-new', 'srv-new'],
    ['admin@10.0.0.4', ['Web-01'], 'web-01', 'admin@10.0.0.4'],
    ['admin@10.0.0.4', ['web-01', 'web-02'], 'web-01', undefined],
    ['admin@10.0.0.4', ['web-01'], 'srv-new', undefined],
    ['admin@10.0.0.4', undefined, 'srv-new', undefined],
    // What is not known to be a name never gets into a host.
    ['{name}', undefined, '-oProxyCommand=x', undefined],
    ['{name}', undefined, 'a b', undefined],
  ])('%s, for %j: %s is at %s', (sshHost, machines, name, host) => {
    const targets = { os: ['linux'] as const, ...(sshHost && { sshHost }), ...(machines && { machines }) };
    expect(sshHostOf(targets, name)).toBe(host);
  });
});

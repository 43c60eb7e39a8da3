import type { ConnectionType } from '../../../../../src/kernel/inventory';
import { describe, expect, it } from 'vitest';
import { parseConnectionSettings } from '../../../../../src/association/engine/machine/connectionSettings';
import {
  readConnectionTypeScript,
  setConnectionTypeScript,
} from '../../../../../src/association/engine/machine/connectionTypeScripts';
import type { RemoteScript } from '../../../../../src/kernel/ports';
import { LinuxServer } from '../../../planning/targets/servers/linuxServer';

const asFile = ({ text }: RemoteScript) =>
  ({ kind: 'useGateway', os: 'linux', language: 'bash', fileName: 'way.sh', text, marks: [] }) as const;

function serverWith(type: ConnectionType): LinuxServer {
  const server = new LinuxServer();
  server.install();
  server.write('connection-type', `${type}\n`);
  server.write('proxy', 'http://proxy.corp.contoso.com:3128\n');
  return server;
}

describe('the agent’s way on a Linux server', () => {
  it('is read, and nothing is changed', async () => {
    using server = serverWith('gateway');
    const { code, output } = await server.run(asFile(readConnectionTypeScript('linux')));
    expect(code).toBe(0);
    expect(parseConnectionSettings(output)).toEqual({
      connectionType: 'gateway',
      proxyUrl: 'http://proxy.corp.contoso.com:3128',
    });
    expect(server.calls('config').filter(([, verb]) => verb !== 'get')).toEqual([]);
  });

  it.each([
    ['default', 'direct'],
    ['direct', 'gateway'],
    ['gateway', 'default'],
  ] as const)('is set from %s to %s, and read back', async (from, to) => {
    using server = serverWith(from);
    const { code, output } = await server.run(asFile(setConnectionTypeScript('linux', to)));
    expect(code).toBe(0);
    expect(parseConnectionSettings(output)?.connectionType).toBe(to);
  });

  it('is left alone when it is so already', async () => {
    using server = serverWith('direct');
    await server.run(asFile(setConnectionTypeScript('linux', 'direct')));
    expect(server.calls('config').filter(([, verb]) => verb === 'set')).toEqual([]);
  });

  it('fails by code where there is no agent, no right, or no will', async () => {
    using bare = new LinuxServer();
    expect((await bare.run(asFile(readConnectionTypeScript('linux')))).code).toBe(15);
    using foreign = serverWith('default');
    foreign.write('uid', '1000\n');
    expect((await foreign.run(asFile(readConnectionTypeScript('linux')))).code).toBe(10);
    using stubborn = serverWith('default');
    stubborn.write('fail-setting', '');
    expect((await stubborn.run(asFile(setConnectionTypeScript('linux', 'direct')))).code).toBe(31);
  });
});

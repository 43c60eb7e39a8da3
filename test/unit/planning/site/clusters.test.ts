import { describe, expect, it } from 'vitest';
import { readSite } from '../../../../src/planning/site/readSite';
import { documentWithAll, siteOf } from './documents';

const withCluster = (members: object) =>
  documentWithAll({ targets: { clusters: [{ name: 'aks-1', ...members }] }, identity: undefined });

describe('a cluster of a site', () => {
  it.each([
    ['serviceRange', ' 10.96.0.1/12 , FD00::/112 ', '10.96.0.1/12,fd00::/112'],
    ['apiServer', 'https://API.corp.example:6443/', 'api.corp.example:6443'],
    ['apiServer', '[FD00::1]:6443', '[fd00::1]:6443'],
    ['apiServer', '10.0.0.10', '10.0.0.10'],
    ['agentVersion', ' 1.32.7 ', '1.32.7'],
  ])('is read with its %s %j as %j', (key, written, read) => {
    expect(siteOf(withCluster({ [key]: written })).targets.clusters).toEqual([{ name: 'aks-1', [key]: read }]);
  });

  it.each([
    ['managedBy', 'azure', 'aksArc'],
    ['distribution', 'K3S', 'k3s'],
    ['serviceRange', '10.96.0.0', 'prefix length'],
    ['serviceRange', '0.0.0.0/0', 'too wide'],
    ['serviceRange', '10.0.0.0/16,10.1.0.0/16', 'different families'],
    ['serviceRange', '10.0.0.0/16,fd00::/112,fd01::/112', 'prefix length'],
    ['podRange', 'pods', 'prefix length'],
    ['apiServer', 'http://10.0.0.10:6443', 'kubectl cluster-info'],
    ['agentVersion', 'newest', 'az connectedk8s show'],
    ['autoUpgrade', 'yes', 'on or off'],
    ['containerRuntime', 'docker', 'crio'],
    ['runtimeProxy', 'unknown', 'yes or no'],
    ['deployment.shell', 'zsh', 'powershell'],
    ['deployment.context', '--all', 'kubectl config get-contexts'],
    ['deployment.context', 'a\nb', 'kubectl config get-contexts'],
    ['deployment.context', 'a"b', 'kubectl config get-contexts'],
    ['deployment.context', 'a\\', 'kubectl config get-contexts'],
    ['deployment.cliVersion', '2.8', 'az version'],
    ['deployment.extensionVersion', 'latest', 'az version'],
  ])('is refused for %s %j, and told the fix: %s', (path, value, fix) => {
    const [first = '', second] = path.split('.');
    const { errors, unread } = readSite(withCluster({ [first]: second === undefined ? value : { [second]: value } }));
    expect(errors).toMatchObject([
      { path: `targets.clusters.0.${path}`, code: 'invalid', message: expect.stringContaining(fix) as string },
    ]);
    expect(unread.map(({ name }) => name)).toEqual(['aks-1']);
  });

  it.each([
    ['httpProxyUrl', 'http://u:p@proxy:80', 'user name and password'],
    ['proxyCertificate', '--set', 'certificate file'],
    ['proxyCertificate', 'a\nb', 'certificate file'],
    ['webSockets', true, 'WebSockets'],
  ])('needs of the network a right %s, not %j', (key, value, fix) => {
    expect(readSite(documentWithAll({ [`network.${key}`]: value })).errors).toMatchObject([
      { path: `network.${key}`, code: 'invalid', message: expect.stringContaining(fix) as string },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { plan } from '../../../../../src/planning/makePlan';
import { clusterExitCodes } from '../../../../../src/planning/targets/clusters/exitCodes';
import { clusterScripts } from '../../../../../src/planning/targets/clusters/scripts/clusterScripts';
import type { Script } from '../../../../../src/planning/targets/script';
import { exitCodes } from '../../../../../src/planning/targets/servers/exitCodes';
import type { ExitCode } from '../../../../../src/planning/targets/writing/comment';
import { useGoldens } from '../../../../support/golden';
import { clusterOf, clusterSite, examples, proxied } from './sites';

const endings = { bash: 'sh', powershell: 'ps1', yaml: 'yml', json: 'json' } as const;
const cases = Object.entries(examples).flatMap(([name, site]) =>
  clusterScripts(clusterOf(site), site).map((script) => ({
    name,
    script,
    file: `${script.kind}.${endings[script.language]}`,
  })),
);

describe('the scripts for clusters', () => {
  const expectGolden = useGoldens('clusters');
  /** Of each kind the first is reviewed in full, and the others by what differs from it. */
  const bases = new Map<string, string>();
  it.each(cases)('are as reviewed: $name, $file', ({ name, script: { text }, file }) => {
    const base = bases.get(file);
    const golden = `${name}/${file}`;
    if (base === undefined) bases.set(file, golden);
    expectGolden(golden, text, base);
  });

  it.each(cases)('name in their headers exactly the exit codes that can occur: $name, $file', ({ script }) => {
    const comments = /^(?:#.*\n)*/.exec(script.text.replace(/^\ufeff/, ''))?.[0] ?? '';
    const named = / Exit codes: ([^]*)/.exec(comments)?.[1]?.matchAll(/\b(\d+) [A-Za-z]/g) ?? [];
    const used = [...script.text.matchAll(/(?:\bexit|\bstop|Stop-Script|LASTEXITCODE =|\$code =) (\d+)/g)].map(
      ([, code]) => Number(code),
    );
    const { done, unforeseen } = clusterExitCodes;
    // What is taken into a terminal ends nothing of it.
    const always =
      script.kind === 'prepareDeployment' ? (used.length > 0 ? [done.code] : []) : [done.code, unforeseen.code];
    expect([...named].map(([, code]) => Number(code))).toEqual(
      [...new Set([...always, ...used])].sort((a, b) => a - b),
    );
  });

  it('have exit codes that are documented, and mean what those of servers mean', () => {
    const own: readonly ExitCode[] = Object.values(clusterExitCodes);
    const numbers = own.map(({ code }) => code);
    expect(new Set(numbers).size).toBe(numbers.length);
    const keysOf = (table: object): readonly string[] => Object.keys(table);
    for (const key of keysOf(clusterExitCodes).filter((each) => keysOf(exitCodes).includes(each)))
      expect([key, clusterExitCodes[key as keyof typeof clusterExitCodes].code]).toEqual([
        key,
        exitCodes[key as keyof typeof exitCodes].code,
      ]);
    const ofServers = Object.values(exitCodes).map(({ code }) => code as number);
    const onlyHere = Object.entries(clusterExitCodes).filter(([key]) => !keysOf(exitCodes).includes(key));
    for (const [, { code }] of onlyHere) expect(ofServers).not.toContain(code);
    const text = cases.map(({ script }) => script.text).join('\n');
    for (const { code } of own.filter((each) => each.code > 1))
      expect(text).toMatch(new RegExp(`(?:exit|stop|Stop-Script) ${code}\\b`));
  });

  it('have names of their own within a plan', () => {
    const described = { serviceRange: '10.96.0.0/12', apiServer: '10.0.0.10' };
    const two = clusterSite(described, { network: proxied });
    const site = {
      ...two,
      targets: { clusters: [...(two.targets.clusters ?? []), { ...described, name: 'aks-ham-02' }] },
    };
    const names = plan(site).scripts.map(({ fileName }) => fileName);
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
  });

  const kinds = (...parts: Parameters<typeof clusterSite>): readonly string[] => {
    const site = clusterSite(...parts);
    return clusterScripts(clusterOf(site), site).map(({ kind, language }) => `${language} ${kind}`);
  };

  it('are those of the shell of the deployment machine, and for nodes always bash', () => {
    const all = kinds(
      { deployment: { shell: 'powershell' }, serviceRange: '10.96.0.0/12', apiServer: 'a' },
      { network: proxied },
    );
    expect(all.filter((each) => each.startsWith('bash'))).toEqual(['bash runtimeProxy']);
    expect(kinds({ deployment: { shell: 'bash' } }).some((each) => each.startsWith('powershell'))).toBe(false);
  });

  it('detach and leave in two, and none for a provisioned cluster', () => {
    expect(kinds({ deployment: { shell: 'bash' }, state: 'connected' })).toEqual(
      ['prepareDeployment', 'updateCluster', 'verifyCluster', 'auditCluster', 'detachCluster', 'leaveArc'].map(
        (kind) => `bash ${kind}`,
      ),
    );
    expect(kinds({ deployment: { shell: 'bash' }, connection: 'direct' })).toEqual(
      ['prepareDeployment', 'connectCluster', 'verifyCluster', 'leaveArc'].map((kind) => `bash ${kind}`),
    );
    expect(kinds({ managedBy: 'aksArc' })).toEqual([]);
  });

  it('are missing while the cluster’s service range is, and its neighbors have theirs', () => {
    const one = clusterSite({ apiServer: '10.0.0.10' }, { network: proxied });
    expect(plan(one).scripts).toEqual([]);
    const both = {
      ...one,
      targets: {
        clusters: [...(one.targets.clusters ?? []), { name: 'b', apiServer: 'a', serviceRange: '10.96.0.0/12' }],
      },
    };
    const names = plan(both).scripts.map(({ fileName }) => fileName);
    expect(names.length).toBeGreaterThan(5);
    expect(names.every((name) => name.includes('-b.'))).toBe(true);
  });

  it('mark what carries the gateway or the proxy', () => {
    const marked = ({ text, marks }: Script): string[] =>
      marks.map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);
    const connect = cases.find(({ name, file }) => name === 'newBehindProxy' && file === 'connectCluster.sh');
    expect(connect && marked(connect.script).map((each) => each.split(/[= ]/).slice(0, 2).join(' '))).toEqual([
      'gateway: gatewayId',
      ...['proxy: httpsProxy', 'proxy: httpProxy', 'proxy: noProxy', 'proxy: skipRange'],
      'gateway: --gateway-resource-id',
      ...['proxy: --proxy-https', 'proxy: --proxy-http', 'proxy: --proxy-skip-range'],
    ]);
  });

  it('have no command that pages print and that fails as printed', () => {
    const printed: readonly (readonly [string, RegExp])[] = [
      ['a dash that no program takes', /\s[\u2012-\u2015]\s*\w/],
      [
        'a cmdlet that only reads, with what is to be set',
        /Get-AzConnectedKubernetes[^\n]*-(GatewayResourceId|DisableGateway)/,
      ],
      ['a cmdlet that resets what it isn’t given', /^\s*(?!#).*\bSet-AzConnectedKubernetes\b/m],
      ['a star that the shell expands', /allowed-features \*/i],
      ['a resource type that there is not', /BaseResourceType machine(?!s)/i],
      ['a parameter that connect does not have', /AzConnectedKubernetes[^\n]*\s-Proxy\s/],
      ['a command that there is not', /az arcgateway update/],
    ];
    const texts = [
      ...cases.filter(({ name }) => name !== 'hostile').map(({ script }) => script.text),
      ...Object.values(examples).flatMap((site) => plan(site).nextSteps.map(({ command }) => command?.text ?? '')),
    ];
    expect(texts.length).toBeGreaterThan(100);
    for (const [what, pattern] of printed)
      expect([what, texts.filter((text) => pattern.test(text))]).toEqual([what, []]);
    // Each pattern finds what is printed.
    const pages = [
      'Set-X \u2013GatewayResourceId',
      'Get-AzConnectedKubernetes -InputObject $c -GatewayResourceId $id',
      'Set-AzConnectedKubernetes -DisableGateway',
      'az arcgateway create --allowed-features *',
      'Update-AzArcSetting -BaseResourceType machine -X',
      'New-AzConnectedKubernetes -ClusterName c -Proxy http://p',
      'az arcgateway update --name g',
    ];
    expect(printed.filter(([, pattern], index) => !pattern.test(pages[index] ?? '')).map(([what]) => what)).toEqual([]);
  });

  it('have a next step for each that is run, with its command', () => {
    const site = examples.newBehindProxy ?? clusterSite();
    const { nextSteps } = plan({
      ...site,
      targets: { clusters: (site.targets.clusters ?? []).map((each) => ({ ...each, deployment: { shell: 'bash' } })) },
    });
    expect(nextSteps.flatMap(({ command }) => command?.text ?? [])).toEqual([
      "sudo bash './runtime-proxy-aks-ham-01.sh'",
      ". './prepare-aks-ham-01.sh'",
      "bash './connect-aks-ham-01.sh'",
      "bash './verify-aks-ham-01.sh'",
      "bash './audit-traffic-aks-ham-01.sh'",
    ]);
    const features = ['clusterConnect', 'customLocations', 'azureRbac'] as const;
    const later = (rest: object, connection?: 'direct'): readonly string[] =>
      plan(clusterSite({ features: [...features], ...rest }, connection ? { connection } : {})).nextSteps.flatMap(
        ({ command }) => /--features (\S+(?: (?!-)\S+)*)/.exec(command?.text ?? '')?.[1] ?? [],
      );
    const both = ['cluster-connect custom-locations', 'azure-rbac'];
    expect(later({})).toEqual(both);
    expect(later({ state: 'connected' }, 'direct')).toEqual(both);
    expect(later({ features: ['clusterConnect'] })).toEqual([]);
    expect(later({ managedBy: 'aksArc' })).toEqual([]);
    const provisioned = plan(clusterSite({ managedBy: 'aksArc', state: 'connected' })).nextSteps;
    expect(provisioned.map(({ command }) => command?.text)).toEqual([
      expect.stringMatching(/^az aksarc update --name 'aks-ham-01' .* --gateway-id '\/subscriptions\//) as string,
    ]);
  });
});

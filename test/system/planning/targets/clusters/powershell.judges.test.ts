import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterScripts } from '../../../../../src/planning/targets/clusters/scripts/clusterScripts';
import type { ClusterScriptKind, Script } from '../../../../../src/planning/targets/script';
import type { Site } from '../../../../../src/planning/site/site';
import { type ClusterState, type ClusterTools, writeClusterTools } from '../../../../support/clusterTools';
import { powershell, runPowershell, withoutPowershell } from '../../../../support/powershell';
import { readTrees } from '../../../../support/powershellTrees';
import { skipUnless } from '../../../../support/skip';
import {
  clusterOf,
  clusterSite,
  examples,
  gatewayId,
  hostileSite,
  proxied,
} from '../../../../unit/planning/targets/clusters/sites';
import { attached, direct, fresh, place, site } from './states';

const scriptsOf = (of: Site): readonly Script[] =>
  clusterScripts(clusterOf(of), of).filter(({ language }) => language === 'powershell');

/**
 * The cmdlets that are used, with those of their parameters that Windows PowerShell 5.1 has: learn.microsoft.com/powershell/
 * module/?view=powershell-5.1 (2026-11). Look up any other there first.
 */
const cmdlets: Readonly<Record<string, readonly string[]>> = {
  'ConvertFrom-Json': [],
  'ConvertTo-Json': ['Depth', 'Compress'],
  'ForEach-Object': [],
  'Get-AzContext': [],
  'Get-Command': ['ErrorAction'],
  'Invoke-AzRestMethod': ['Method', 'Path', 'Payload'],
  'New-AzConnectedKubernetes': [],
  'New-Object': [],
  'Out-Null': [],
  'Read-Host': [],
  'Remove-AzConnectedKubernetes': [],
  'Set-StrictMode': ['Off'],
  'Start-Sleep': ['Seconds'],
  'Test-Path': ['LiteralPath'],
  'Where-Object': [],
  'Write-Host': ['ForegroundColor'],
  'Write-Output': [],
};

describe('the PowerShell scripts for clusters before its parser', skipUnless(powershell, withoutPowershell), () => {
  it('have no syntax error, nothing newer than 5.1, and no command that is not known here', async () => {
    const texts = Object.values(examples).flatMap((each) => scriptsOf(each).map(({ text }) => text));
    expect(texts.length).toBeGreaterThan(40);
    const trees = await readTrees(texts);
    const found = trees.flatMap((tree) => {
      const own = tree.nodes.flatMap(({ kind, text }) =>
        kind === 'FunctionDefinition' ? [/^function ([\w-]+)/.exec(text)?.[1]] : [],
      );
      const unknown = tree.commands.flatMap(({ call, words: [first, ...rest] }) => {
        const name = first?.value ?? first?.text ?? '';
        if (own.includes(name) || call === '&')
          return name === 'kubectl' || call === '' || name.startsWith('{') ? [] : [`& ${name}`];
        const known = cmdlets[name];
        if (!known) return [name];
        return rest
          .flatMap(({ kind, value }) => (kind === 'CommandParameter' ? [value?.slice(1) ?? ''] : []))
          .filter((parameter) => !known.includes(parameter))
          .map((parameter) => `${name} -${parameter}`);
      });
      return [...tree.errors, ...tree.newer, ...unknown];
    });
    expect(found).toEqual([]);
    // 5.1 hands no double quote on to a program as it is.
    for (const tree of trees)
      for (const { text } of tree.nodes.filter(
        ({ kind, text }) => kind === 'Command' && /Invoke-Kubectl|& kubectl/.test(text),
      ))
        expect(text).not.toMatch(/'[^']*"[^']*'/);
  }, 120_000);
});

interface Case {
  readonly of: Site;
  readonly kind: ClusterScriptKind;
  /** Undefined: as the case before has left it. */
  readonly state?: ClusterState & {
    readonly answer?: string;
    readonly writeCode?: number;
    readonly clusterError?: string;
  };
  readonly arguments?: readonly string[];
}
interface Result {
  readonly code: number | null;
  readonly output: string;
  readonly made: readonly { readonly name: string; readonly parameters: Readonly<Record<string, string>> }[];
  readonly httpsProxy: string | null;
  readonly noProxy: string | null;
}

describe('the PowerShell scripts for clusters, with stand-ins', skipUnless(powershell, withoutPowershell), () => {
  let tools: ClusterTools;
  beforeAll(() => {
    tools = writeClusterTools(['kubectl', 'helm']);
  });
  afterAll(() => {
    tools.remove();
  });

  /** In one PowerShell. */
  async function runAll(cases: readonly Case[]): Promise<readonly Result[]> {
    const { folder } = tools;
    tools.set({});
    const written = cases.map(({ of, kind, state, arguments: given }, index) => {
      const script = scriptsOf(of).find((each) => each.kind === kind);
      if (!script) throw new Error(`No script of kind ${kind}.`);
      const file = join(folder, `case-${index}.ps1`);
      writeFileSync(file, script.text);
      return { file, state, arguments: given };
    });
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(written));
    const driver = join(import.meta.dirname, '../../../../support/powershell/clusterStandIn.ps1');
    const { code, stdout, stderr } = await runPowershell(['-File', driver, '-Folder', folder], {
      home: folder,
      env: { PATH: `${tools.path}:/usr/bin:/bin`, CANARY: join(folder, 'canary') },
    });
    expect(code, `${stdout}${stderr}`).toBe(0);
    return JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Result[];
  }

  it('connect, switch, verify, detach and leave, and change nothing the second time', async () => {
    const connected = site('connectedWithoutProxy');
    const [connect, again, update, updated, verify, detach, detached, leave, left] = await runAll([
      { of: site('newBehindProxy'), kind: 'connectCluster', state: fresh },
      { of: site('newBehindProxy'), kind: 'connectCluster' },
      { of: connected, kind: 'updateCluster', state: direct },
      { of: connected, kind: 'updateCluster' },
      { of: connected, kind: 'verifyCluster', state: attached },
      { of: connected, kind: 'detachCluster', state: attached },
      { of: connected, kind: 'detachCluster' },
      {
        of: connected,
        kind: 'leaveArc',
        state: { ...attached, extensions: ['flux', 'defender'], answer: 'aks-ham-01' },
      },
      { of: connected, kind: 'leaveArc' },
    ]);
    expect([connect, again, update, updated, verify, detach, detached, leave, left].map((each) => each?.code)).toEqual(
      Array.from({ length: 9 }, () => 0),
    );
    expect(connect?.made).toEqual([
      {
        name: 'New-AzConnectedKubernetes',
        parameters: {
          ClusterName: 'aks-ham-01',
          ResourceGroupName: place.resourceGroup,
          SubscriptionId: place.subscriptionId,
          Location: 'westeurope',
          KubeContext: 'admin@ham',
          GatewayResourceId: gatewayId,
          HttpsProxy: proxied.proxyUrl,
          HttpProxy: proxied.proxyUrl,
          NoProxy: 'kubernetes.default.svc,.svc.cluster.local,.svc,10.96.0.0/12,10.244.0.0/16',
        },
      },
    ]);
    expect([connect?.httpsProxy, connect?.noProxy]).toEqual([proxied.proxyUrl, 'localhost,127.0.0.1,.svc,10.0.0.10']);
    const cluster = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/Microsoft.Kubernetes/connectedClusters/aks-ham-01`;
    const settings = `${cluster}/providers/Microsoft.HybridCompute/settings/default?api-version=2025-01-13`;
    const written = ({ made = [] }: Partial<Result> = {}) =>
      made.map(({ name, parameters }) => [name, parameters.path, JSON.parse(parameters.payload ?? '') as unknown]);
    expect(written(update)).toEqual([
      ['PUT', settings, { properties: { gatewayProperties: { gatewayResourceId: gatewayId } } }],
      ['PATCH', `${cluster}?api-version=2026-05-01`, { properties: { gateway: { enabled: true } } }],
    ]);
    expect(written(detach)).toEqual([
      ['PUT', settings, { properties: { gatewayProperties: { gatewayResourceId: null } } }],
      ['PATCH', `${cluster}?api-version=2026-05-01`, { properties: { gateway: { enabled: false } } }],
    ]);
    expect(leave?.made).toEqual([
      { name: 'Remove-AzConnectedKubernetes', parameters: { ClusterName: 'aks-ham-01', KubeContext: 'admin@ham' } },
    ]);
    expect(leave?.output).toContain('flux, defender');
    for (const each of [again, updated, verify, detached, left]) expect(each?.made).toEqual([]);
  });

  const certified = clusterSite(
    { serviceRange: '10.96.0.0/12', apiServer: '10.0.0.10' },
    { network: { ...proxied, proxyCertificate: '/nowhere/p.pem' } },
  );
  const table: readonly (readonly [string, string | Site, ClusterScriptKind, NonNullable<Case['state']>, number])[] = [
    ['no sign-in', 'newBehindProxy', 'connectCluster', { ...fresh, tenant: undefined as never }, 14],
    ['a sign-in elsewhere', 'newBehindProxy', 'connectCluster', { ...fresh, tenant: 'x' }, 14],
    ['another API server', 'newBehindProxy', 'connectCluster', { ...fresh, server: 'https://10.0.0.11:6443' }, 16],
    ['the API server by IPv6', 'newWithAll', 'connectCluster', { ...fresh, server: 'https://[fd00::11]:6443' }, 13],
    ['a kubectl that fails', 'newBehindProxy', 'connectCluster', { ...fresh, kubectlError: 'Unauthorized' }, 58],
    ['a context of another cluster', 'newBehindProxy', 'connectCluster', { ...fresh, now: 's/g/other' }, 50],
    [
      'a provider that is not registered',
      'newBehindProxy',
      'connectCluster',
      { ...fresh, providers: { 'Microsoft.HybridCompute': 'NotRegistered' } },
      18,
    ],
    [
      'a gateway that nobody sees',
      'newBehindProxy',
      'connectCluster',
      { ...fresh, gatewayState: undefined as never },
      17,
    ],
    ['a gateway in the making', 'newBehindProxy', 'connectCluster', { ...fresh, gatewayState: 'Creating' }, 17],
    ['a certificate that is not there', certified, 'connectCluster', fresh, 13],
    ['a connect that fails', 'newBehindProxy', 'connectCluster', { ...fresh, fails: { x: 'no' } }, 40],
    [
      'an association that was only a warning',
      'newBehindProxy',
      'connectCluster',
      { ...fresh, swallowsAssociation: true },
      51,
    ],
    [
      'an association that Azure does not tell',
      'newBehindProxy',
      'connectCluster',
      { ...attached, settingsError: 'no' },
      58,
    ],
    ['agents that stay away', 'newBehindProxy', 'connectCluster', { ...attached, status: 'Connecting' }, 53],
    ['a direct cluster', 'direct', 'connectCluster', fresh, 0],
    ['a direct cluster with a gateway', 'direct', 'connectCluster', attached, 54],
    ['a private link scope', 'privateLink', 'connectCluster', fresh, 0],
    ['another private link scope', 'privateLink', 'connectCluster', { ...direct, scope: '/other' }, 55],
    ['no agents', 'connectedWithoutProxy', 'updateCluster', { ...direct, now: '' }, 15],
    ['another cluster', 'connectedWithoutProxy', 'updateCluster', { ...direct, now: 's/g/other' }, 50],
    ['agents without the Arc proxy', 'connectedWithoutProxy', 'updateCluster', { ...direct, agent: '1.21.9' }, 19],
    ['agents of unknown age', 'connectedWithoutProxy', 'updateCluster', { ...direct, agent: '' }, 19],
    ['an update that Azure refuses', 'connectedWithoutProxy', 'updateCluster', { ...direct, writeCode: 403 }, 31],
    [
      'an association without the switch',
      'connectedWithoutProxy',
      'verifyCluster',
      { ...attached, enabled: false },
      51,
    ],
    [
      'a cluster that Azure does not show',
      'connectedWithoutProxy',
      'verifyCluster',
      { ...attached, clusterError: 'no' },
      58,
    ],
    [
      'a cluster that shows no gateway',
      'connectedWithoutProxy',
      'verifyCluster',
      { ...attached, proxyGateway: 'gw.arc.azure.com' },
      52,
    ],
    ['no Arc proxy', 'connectedWithoutProxy', 'verifyCluster', { ...attached, pods: ['pod/config-agent-1'] }, 52],
    ['an audit', 'connectedWithoutProxy', 'auditCluster', attached, 0],
    ['an audit without a proxy pod', 'connectedWithoutProxy', 'auditCluster', { ...attached, pods: [] }, 15],
    [
      'a detach that Azure does not report',
      'connectedWithoutProxy',
      'detachCluster',
      { ...attached, swallowsAssociation: true },
      61,
    ],
    [
      'a detach of which nothing is known',
      'connectedWithoutProxy',
      'detachCluster',
      { ...attached, settingsError: 'no' },
      58,
    ],
    ['a detach that Azure refuses', 'connectedWithoutProxy', 'detachCluster', { ...attached, writeCode: 403 }, 31],
    ['a prepared session', 'newWithoutProxy', 'prepareDeployment', fresh, 0],
    ['a proxy that is not there', 'newBehindProxy', 'prepareDeployment', fresh, 23],
    ['no sign-in, to prepare', 'newBehindProxy', 'prepareDeployment', { ...fresh, tenant: 'x' }, 14],
    ['a question nobody answers', 'connectedWithoutProxy', 'leaveArc', attached, 62],
    ['a question with another answer', 'connectedWithoutProxy', 'leaveArc', { ...attached, answer: 'AKS-HAM-01' }, 62],
    [
      'a removal that fails',
      'connectedWithoutProxy',
      'leaveArc',
      { ...attached, answer: 'aks-ham-01', fails: { x: 'no' } },
      31,
    ],
    [
      'a context of another cluster, to leave',
      'connectedWithoutProxy',
      'leaveArc',
      { ...attached, now: 's/g/other' },
      50,
    ],
  ];

  it('meet each state with its exit code, and change nothing before they have proven what they change', async () => {
    const results = await runAll(
      table.map(([, of, kind, state]) => ({ of: typeof of === 'string' ? site(of) : of, kind, state })),
    );
    const wrong = table.flatMap(([name, , , , code], index) => {
      const { code: got, output, made = [] } = results[index] ?? {};
      if (got !== code) return [`${name}: ${got} instead of ${code}\n${output}`];
      return [14, 15, 16, 17, 18, 19, 50, 58, 62].includes(code) && made.length > 0
        ? [`${name}: changed something`]
        : [];
    });
    expect(wrong).toEqual([]);
  });

  it('take every value as it is, however hostile', async () => {
    const hostile = `'; New-Item -Path $env:CANARY; $(New-Item -Path $env:CANARY) \`"$env:CANARY #>\u2018;\u2019 -rf %PATH% *`;
    const known = { ...fresh, tenant: hostile, server: hostile, answer: hostile } as const;
    const there = {
      ...known,
      resource: true,
      now: `${hostile}/${hostile}/${hostile}`,
      association: hostile,
      enabled: true,
      status: 'Connected',
      agent: '1.36.1',
    };
    const kinds = [
      'connectCluster',
      'updateCluster',
      'detachCluster',
      'leaveArc',
      'verifyCluster',
      'auditCluster',
      'prepareDeployment',
    ] as const;
    const results = await runAll(
      kinds.map((kind) => ({
        of: hostileSite(hostile, kind === 'connectCluster' ? 'new' : 'connected'),
        kind,
        state: kind === 'connectCluster' ? known : there,
        arguments: kind === 'auditCluster' ? [hostile] : [],
      })),
    );
    expect(existsSync(join(tools.folder, 'canary'))).toBe(false);
    expect(results.flatMap(({ made }) => made.map(({ name }) => name))).toEqual(
      expect.arrayContaining(['New-AzConnectedKubernetes', 'Remove-AzConnectedKubernetes', 'PUT', 'PATCH']),
    );
    for (const { made } of results)
      for (const { name, parameters } of made)
        if (name.includes('-Az')) expect([parameters.ClusterName, parameters.KubeContext]).toEqual([hostile, hostile]);
    const contexts = tools.runs.map(({ argv }) => argv.find((word) => word.startsWith('--context=')));
    expect(contexts.length).toBeGreaterThan(5);
    expect(new Set(contexts)).toEqual(new Set([`--context=${hostile}`]));
  });
});

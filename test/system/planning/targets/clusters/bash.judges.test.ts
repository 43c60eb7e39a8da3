import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterScriptKind, Script } from '../../../../../src/planning/targets/script';
import { clusterScripts } from '../../../../../src/planning/targets/clusters/scripts/clusterScripts';
import { plan } from '../../../../../src/planning/makePlan';
import type { Site } from '../../../../../src/planning/site/site';
import { changes, type ClusterState, type ClusterTools, writeClusterTools } from '../../../../support/clusterTools';
import { run } from '../../../../support/program';
import { attached, direct, fresh, place, site } from './states';
import {
  clusterOf,
  clusterSite,
  examples,
  gatewayId,
  hostileSite,
  proxied,
} from '../../../../unit/planning/targets/clusters/sites';

const scriptsOf = (site: Site): readonly Script[] =>
  clusterScripts(clusterOf(site), site).filter(({ language }) => language === 'bash');

function scriptOf(site: Site, kind: ClusterScriptKind): string {
  const script = scriptsOf(site).find((each) => each.kind === kind);
  if (!script) throw new Error(`This site has no script of kind ${kind}.`);
  return script.text;
}

describe('the bash scripts for clusters before their judges', () => {
  it('have no warning of shellcheck and no syntax error of bash', () => {
    const directory = mkdtempSync(join(tmpdir(), 'arc-scripts-'));
    const files = Object.values(examples).flatMap((site, index) =>
      scriptsOf(site).map(({ kind, text }) => {
        const file = join(directory, `${index}-${kind}.sh`);
        writeFileSync(file, text);
        return file;
      }),
    );
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) run('bash', 'bash', ['-n', file]);
    run('shellcheck', 'shellcheck', ['--severity=warning', ...files]);
    rmSync(directory, { recursive: true });
  });
});

const certified = clusterSite(
  { serviceRange: '10.96.0.0/12', apiServer: '10.0.0.10' },
  { network: { ...proxied, proxyCertificate: '/nowhere/proxy.pem' } },
);

const notInspected = clusterSite(
  { serviceRange: '10.96.0.0/12', apiServer: '10.0.0.10' },
  { network: { ...proxied, tlsInspection: 'no' } },
);
const accepted =
  'HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n#101 0.2';

describe('the bash scripts for clusters, with stand-ins for az and kubectl', () => {
  let tools: ClusterTools;
  beforeAll(() => {
    tools = writeClusterTools();
  });
  afterAll(() => {
    tools.remove();
  });

  const result = (of: Site, kind: ClusterScriptKind, state: ClusterState, options = {}) => {
    tools.set(state);
    const { status, stdout, stderr } = tools.bash(scriptOf(of, kind), options);
    return { status, output: `${stdout}${stderr}`, changed: changes(tools.runs) };
  };

  it('connect with gateway, proxies and skip range, and change nothing the second time', () => {
    const first = result(site('newBehindProxy'), 'connectCluster', fresh);
    expect(first.status, first.output).toBe(0);
    expect(first.changed).toEqual([
      [
        'connectedk8s', 'connect', '--name', 'aks-ham-01', '--resource-group', place.resourceGroup,
        '--subscription', place.subscriptionId, '--location', 'westeurope', '--kube-context=admin@ham',
        '--gateway-resource-id', gatewayId, '--proxy-https', proxied.proxyUrl, '--proxy-http', proxied.proxyUrl,
        '--proxy-skip-range', 'kubernetes.default.svc,.svc.cluster.local,.svc,10.96.0.0/12,10.244.0.0/16',
        '--output', 'none',
      ],
    ]); // prettier-ignore
    expect(
      tools.runs.every(
        ({ env }) => env.HTTPS_PROXY === proxied.proxyUrl && env.NO_PROXY === 'localhost,127.0.0.1,.svc,10.0.0.10',
      ),
    ).toBe(true);
    expect(tools.runs.find(({ argv }) => argv[1] === 'connect')?.env.KUBECTL_CLIENT_PATH).toBe(
      join(tools.path, 'kubectl'),
    );
    tools.set(tools.state);
    const again = tools.bash(scriptOf(site('newBehindProxy'), 'connectCluster'));
    expect([again.status, changes(tools.runs)]).toEqual([0, []]);
  });

  it('have next steps for features that are enabled afterwards, each in one command', () => {
    const one = clusterSite({
      deployment: { context: 'it\u2019s $(odd)', shell: 'bash' },
      features: ['customLocations', 'azureRbac'],
    });
    const commands = plan(one).nextSteps.flatMap(({ command }) =>
      command?.text.includes('enable-features') ? [command.text] : [],
    );
    const done = commands.map((text) => {
      tools.set(attached);
      const { status, stderr } = tools.bash(text);
      expect(status, stderr).toBe(0);
      const made = tools.runs.map(({ argv }) => argv);
      return made.filter(([first, second]) => first === 'role' || second === 'enable-features');
    });
    const named = [
      '--name', 'aks-ham-01', '--resource-group', place.resourceGroup, '--subscription', place.subscriptionId,
      '--kube-context=it\u2019s $(odd)',
    ]; // prettier-ignore
    expect(done).toEqual([
      [
        [
          'connectedk8s', 'enable-features', ...named, '--features', 'cluster-connect', 'custom-locations',
          '--custom-locations-oid', 'e5f1b0c2-0000-4000-8000-00000000000a',
        ],
      ],
      [
        [
          'role', 'assignment', 'create', '--role', 'Connected Cluster Managed Identity CheckAccess Reader', '--scope',
          `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/Microsoft.Kubernetes/connectedClusters/aks-ham-01`,
          '--assignee-principal-type', 'ServicePrincipal', '--assignee-object-id',
          'b0c2e5f1-0000-4000-8000-00000000000b', '--output', 'none',
        ],
        ['connectedk8s', 'enable-features', ...named, '--features', 'azure-rbac'],
      ],
    ]); // prettier-ignore
  });

  it('switch a connected cluster to the gateway, and change nothing the second time', () => {
    const connected = site('connectedWithoutProxy');
    const first = result(connected, 'updateCluster', direct);
    expect(first.status, first.output).toBe(0);
    expect(first.changed).toEqual([
      [
        'connectedk8s', 'update', '--name', 'aks-ham-01', '--resource-group', place.resourceGroup,
        '--subscription', place.subscriptionId, '--kube-context=admin@ham', '--gateway-resource-id', gatewayId,
        '--output', 'none',
      ],
    ]); // prettier-ignore
    tools.set(tools.state);
    const again = tools.bash(scriptOf(connected, 'updateCluster'));
    expect([again.status, changes(tools.runs)]).toEqual([0, []]);
  });

  it('detach and leave Arc, each once', () => {
    const connected = site('connectedWithoutProxy');
    const detached = result(connected, 'detachCluster', attached);
    expect(detached.status, detached.output).toBe(0);
    expect(detached.changed.map((argv) => argv.slice(8))).toEqual([
      ['--kube-context=admin@ham', '--disable-gateway', '--output', 'none'],
    ]);
    tools.set(tools.state);
    expect([tools.bash(scriptOf(connected, 'detachCluster')).status, changes(tools.runs)]).toEqual([0, []]);

    const left = result(
      connected,
      'leaveArc',
      { ...attached, extensions: ['flux', 'defender'] },
      { input: 'aks-ham-01\n' },
    );
    expect(left.status, left.output).toBe(0);
    expect(left.output).toContain('flux, defender');
    expect(left.changed.map((argv) => argv.slice(1, 4))).toEqual([['delete', '--name', 'aks-ham-01']]);
    tools.set(tools.state);
    expect([tools.bash(scriptOf(connected, 'leaveArc')).status, changes(tools.runs)]).toEqual([0, []]);
  });

  it('print the Arc proxy’s log', () => {
    const seen = result(site('connectedWithoutProxy'), 'auditCluster', attached, { args: ['24h; x'] });
    expect(seen.status, seen.output).toBe(0);
    expect(seen.output).toContain('log of pod/arc-proxy-7d4-x since 24h; x');
    expect(seen.output).not.toContain('clusterconnect-agent');
  });

  const noGateway = { ...direct, status: 'Connected' };
  it.each<[string, string | Site, ClusterScriptKind, ClusterState, number]>([
    ['no CLI that is new enough', 'newBehindProxy', 'connectCluster', { ...fresh, cliVersion: '2.69.0' }, 14],
    [
      'an extension that associates nothing',
      'newBehindProxy',
      'connectCluster',
      { ...fresh, extensionVersion: '1.10.8' },
      14,
    ],
    ['no extension', 'newBehindProxy', 'connectCluster', { ...fresh, extensionVersion: undefined as never }, 14],
    ['no sign-in', 'newBehindProxy', 'connectCluster', { ...fresh, tenant: undefined as never }, 14],
    ['a sign-in elsewhere', 'newBehindProxy', 'connectCluster', { ...fresh, tenant: 'x' }, 14],
    ['another API server', 'newBehindProxy', 'connectCluster', { ...fresh, server: 'https://10.0.0.11:6443' }, 16],
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
    [
      'a connect that fails',
      'newBehindProxy',
      'connectCluster',
      { ...fresh, fails: { 'connectedk8s connect': 'no' } },
      40,
    ],
    [
      'an association that was only a warning',
      'newBehindProxy',
      'connectCluster',
      { ...fresh, swallowsAssociation: true },
      51,
    ],
    ['a cluster that is connected without it', 'newBehindProxy', 'connectCluster', direct, 51],
    [
      'an association that Azure does not tell',
      'newBehindProxy',
      'connectCluster',
      { ...attached, settingsError: '(AuthorizationFailed) no' },
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
    [
      'an update that fails',
      'connectedWithoutProxy',
      'updateCluster',
      { ...direct, fails: { 'connectedk8s update': 'no' } },
      31,
    ],
    ['all well', 'connectedWithoutProxy', 'verifyCluster', attached, 0],
    [
      'an association without the switch',
      'connectedWithoutProxy',
      'verifyCluster',
      { ...attached, enabled: false },
      51,
    ],
    [
      'a switch of which Azure does not tell',
      'connectedWithoutProxy',
      'verifyCluster',
      { ...attached, fails: { 'connectedk8s show': 'no' } },
      58,
    ],
    ['another gateway', 'connectedWithoutProxy', 'verifyCluster', { ...attached, association: `${gatewayId}2` }, 51],
    [
      'a cluster that shows no gateway',
      'connectedWithoutProxy',
      'verifyCluster',
      { ...attached, proxyGateway: 'gw.arc.azure.com' },
      52,
    ],
    ['no Arc proxy', 'connectedWithoutProxy', 'verifyCluster', { ...attached, pods: ['pod/config-agent-1'] }, 52],
    ['a cluster that is offline', 'connectedWithoutProxy', 'verifyCluster', { ...attached, status: 'Offline' }, 53],
    ['a direct cluster, as described', 'direct', 'verifyCluster', noGateway, 0],
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
      { ...attached, settingsError: '(InvalidResourceType) no' },
      58,
    ],
    [
      'a detach whose state cannot be read',
      'connectedWithoutProxy',
      'detachCluster',
      { ...direct, fails: { 'connectedk8s show': 'no' } },
      58,
    ],
    ['a question nobody answers', 'connectedWithoutProxy', 'leaveArc', attached, 62],
    ['a delete that fails', 'newBehindProxy', 'leaveArc', { ...attached, fails: { 'connectedk8s delete': 'no' } }, 62],
    [
      'a context of another cluster, to leave',
      'connectedWithoutProxy',
      'leaveArc',
      { ...attached, now: 's/g/other' },
      50,
    ],
    ['a prepared terminal', 'newWithoutProxy', 'prepareDeployment', fresh, 0],
    ['a proxy that passes WebSockets', 'newBehindProxy', 'prepareDeployment', { ...fresh, upgrade: accepted }, 0],
    ['a refusal that inspection may have made', 'newBehindProxy', 'prepareDeployment', fresh, 23],
    ['a refusal that only the service can make', notInspected, 'prepareDeployment', fresh, 0],
    ['a proxy that drops the header', 'newBehindProxy', 'prepareDeployment', { ...fresh, upgrade: '#426 0.2' }, 22],
    ['no TLS to the gateway', 'newBehindProxy', 'prepareDeployment', { ...fresh, upgrade: '#000 0.000000' }, 23],
    [
      'a host that is blocked',
      'newBehindProxy',
      'prepareDeployment',
      { ...fresh, unreachable: ['dp.kubernetesconfiguration'] },
      21,
    ],
    ['no sign-in, to prepare', 'newBehindProxy', 'prepareDeployment', { ...fresh, tenant: undefined as never }, 14],
  ])('meet %s', (_, of, kind, state, expected) => {
    const { status, output } = result(typeof of === 'string' ? site(of) : of, kind, state);
    expect(status, output).toBe(expected);
  });

  it('change nothing before they have proven what they change', () => {
    const bad: readonly ClusterState[] = [
      { ...direct, now: 's/g/other' },
      { ...direct, now: '' },
      { ...direct, kubectlError: 'Forbidden' },
      { ...direct, tenant: 'x' },
    ];
    for (const state of bad)
      for (const kind of ['updateCluster', 'detachCluster', 'leaveArc'] as const) {
        const { status, changed } = result(site('connectedBehindProxy'), kind, {
          ...state,
          association: gatewayId,
          enabled: true,
        });
        expect([status === 0, changed], `${kind} ${JSON.stringify(state)}`).toEqual([false, []]);
      }
  });

  it('set the proxy of the terminal that takes in the script, and nothing else of it', () => {
    tools.set(fresh);
    const text = scriptOf(site('newWithAll'), 'prepareDeployment');
    writeFileSync(join(tools.folder, 'prepare.sh'), text);
    const { stdout } = tools.bash(
      'before=$(compgen -v; declare -F); . ./prepare.sh >/dev/null 2>&1; echo "$HTTPS_PROXY $http_proxy $NO_PROXY"; comm -13 <(sort <<<"$before") <(compgen -v | sort) | tr "\\n" " "; declare -F',
    );
    expect(stdout.split('\n')).toEqual([
      'http://proxy.corp.example:8080 http://proxy.corp.example:3128 localhost,127.0.0.1,.svc,app.corp.example,.intern.example,fd00::10,10.20.0.0/16',
      expect.stringMatching(
        /^(BASH_\w+ |COLUMNS |LINES |PIPESTATUS |_ |before |HTTPS?_PROXY |NO_PROXY |https?_proxy |no_proxy )*$/,
      ) as string,
    ]);
  });

  it('take every value as it is, however hostile', () => {
    const hostile = `'; touch "$CANARY"; $(touch "$CANARY") \`touch "$CANARY"\` #>\n\u2018;\u2019 -rf %PATH% *`;
    const of = (state: 'new' | 'connected') => hostileSite(hostile, state, hostile);
    writeFileSync(join(tools.folder, hostile), '');
    const made = new Set<string>();
    const known = { ...fresh, tenant: hostile, server: hostile, gatewayUrl: hostile } as const;
    for (const kind of [
      'connectCluster',
      'updateCluster',
      'detachCluster',
      'leaveArc',
      'prepareDeployment',
      'verifyCluster',
      'auditCluster',
    ] as const) {
      const isNew = kind === 'connectCluster';
      const { output, changed } = result(
        of(isNew ? 'new' : 'connected'),
        kind,
        {
          ...known,
          ...(isNew
            ? {}
            : {
                resource: true,
                now: `${hostile}/${hostile}/${hostile}`,
                association: hostile,
                enabled: kind !== 'updateCluster',
                status: 'Connected',
                agent: '1.36.1',
              }),
        },
        { input: `${hostile}\n` },
      );
      expect(existsSync(join(tools.folder, 'canary')), `${kind}: ${output}`).toBe(false);
      const azure = tools.runs.filter(({ argv }) => argv[0] === 'connectedk8s');
      for (const { argv } of [...azure]) {
        const at = (option: string) => argv[argv.indexOf(option) + 1];
        expect([at('--name'), at('--resource-group'), at('--subscription')]).toEqual([hostile, hostile, hostile]);
      }
      for (const argv of changed) {
        made.add(argv[1] ?? '');
        for (const option of ['--proxy-https', '--proxy-http', '--proxy-cert'])
          if (argv.includes(option)) expect(argv[argv.indexOf(option) + 1]).toBe(hostile);
        expect(argv).toContain(`--kube-context=${hostile}`);
      }
    }
    // A name of two lines can't be typed, so nothing is deleted.
    expect([...made].sort()).toEqual(['connect', 'update']);
  });

  it('repeat none of the published commands that fail as printed', () => {
    const texts = Object.values(examples).flatMap((each) =>
      clusterScripts(clusterOf(each), each).map(({ text }) => text),
    );
    expect(texts.length).toBeGreaterThan(90);
    for (const text of texts) {
      const code = text
        .split('\n')
        .filter((line) => !line.trimStart().startsWith('#'))
        .join('\n');
      expect(code).not.toMatch(/[\u2013\u2014](?=[A-Za-z])/);
      expect(code).not.toMatch(/Get-AzConnectedKubernetes[^\n]*-GatewayResourceId|Set-AzConnectedKubernetes/);
      expect(code).not.toMatch(
        /allowed-features\s+\*|BaseResourceType machine\b|az arcgateway update|--resource group/,
      );
    }
  });
});

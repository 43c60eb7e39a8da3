import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../../../src/kernel/checkIds';
import { ArcError } from '../../../../src/kernel/errors';
import type { LabeledObject } from '../../../../src/kernel/kubectl';
import type { ClusterAnswer } from '../../../../src/verification/engine/cluster/clusterAnswer';
import { type CheckResult, itemTexts } from '../../../../src/verification/engine/checkResult';
import { compare } from '../../../../src/verification/engine/compare';
import type { Expectations } from '../../../../src/verification/engine/expectations';
import { agentPods, clusterConfig, helmReleases } from '../../../support/kubernetes/arcObjects';

const now = Date.UTC(2026, 10, 28, 12);
const gatewayId =
  '/subscriptions/2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027/resourceGroups/rg-hub/providers/Microsoft.HybridCompute/gateways/gw-hub-weu';
const expected: Expectations = {
  subject: {
    name: 'aks-ham-01',
    kind: 'cluster',
    resourceId:
      '/subscriptions/2F6D9A14-7b3c-4e85-a1d0-c94e5b8f6027/resourcegroups/RG-k8s-prod/providers/Microsoft.Kubernetes/connectedClusters/aks-ham-01',
  },
  from: 'azure',
  connection: 'gateway',
  gateway: { id: gatewayId, name: 'gw-hub-weu', endpoint: 'https://GW-hub-weu.gw.arc.azure.com/', state: 'Succeeded' },
  azure: { status: 'Connected', association: { gatewayId }, gatewayEnabled: true },
};

const withoutGateway: Expectations = {
  subject: expected.subject,
  from: 'azure',
  azure: { status: 'Connected', association: {} },
};

const versions = (client: string, server: string) => ({
  value: { clientVersion: { gitVersion: client }, serverVersion: { gitVersion: server } },
});
const podsOf = (...states: Parameters<typeof agentPods>) => ({ value: { kind: 'List', items: agentPods(...states) } });
const labelsOf = (status: string): { readonly value: readonly LabeledObject[] } => ({
  value: helmReleases(status).map(({ metadata }) => ({ name: metadata.name, labels: metadata.labels ?? {} })),
});
const good: ClusterAnswer = {
  version: versions('v1.35.2', 'v1.34.1'),
  config: { value: clusterConfig() },
  pods: podsOf(),
  releases: labelsOf('deployed'),
};
const failure = (code: 'Forbidden' | 'NotFound' | 'Unreachable'): { readonly error: ArcError } => ({
  error: new ArcError(
    {
      Forbidden: { code: 'Forbidden', needs: 'list pods -n azure-arc' } as const,
      NotFound: { code: 'NotFound', resource: 'configmaps "azure-clusterconfig"' } as const,
      Unreachable: { code: 'Unreachable', host: 'site', cause: 'timeout' } as const,
    }[code],
    `It is ${code}.`,
  ),
});

const judge = (answer: Partial<ClusterAnswer>, expectations: Partial<Expectations> = {}): readonly CheckResult[] =>
  compare({ ...expected, ...expectations }, { cluster: { ...good, ...answer } }, now);
const of = (results: readonly CheckResult[], id: CheckId): CheckResult | undefined =>
  results.find((each) => each.id === id);
const outcomes = (results: readonly CheckResult[]) =>
  Object.fromEntries(
    results.filter(({ id }) => id.startsWith('cluster.')).map(({ id, outcome }) => [id.slice(8), outcome]),
  );
const text = (check: CheckResult | undefined): string => itemTexts(check?.observed ?? [], 'en').join('\n');

const allPassed = {
  gatewayEnabled: 'passed',
  reached: 'passed',
  context: 'passed',
  agents: 'passed',
  gatewayHost: 'passed',
  release: 'passed',
  agentVersion: 'passed',
};

describe('what a cluster says of itself', () => {
  it('passes where all of it is well', () => {
    expect(outcomes(judge({}))).toEqual(allPassed);
  });

  it('is not asked without a context, and that is said', () => {
    const results = compare(expected, { problem: '' }, now);
    expect(outcomes(results)).toEqual({ gatewayEnabled: 'passed', reached: 'skipped' });
    expect(text(of(results, 'cluster.reached'))).toContain('no kubectl context');
  });

  it('is compared with nothing where the context is another cluster', () => {
    const results = judge({ config: { value: clusterConfig({ AZURE_RESOURCE_NAME: 'aks-muc-01' }) } });
    expect(outcomes(results)).toEqual({
      ...allPassed,
      context: 'failed',
      agents: 'notJudged',
      gatewayHost: 'notJudged',
      release: 'notJudged',
      agentVersion: 'notJudged',
    });
    expect(text(of(results, 'cluster.agents'))).not.toMatch(/ready/);
    expect(text(of(results, 'cluster.context'))).toContain('aks-muc-01 in rg-k8s-prod');
  });

  it.each([
    ['AZURE_SUBSCRIPTION_ID', '00000000-0000-0000-0000-000000000001'],
    ['AZURE_RESOURCE_GROUP', 'rg-other'],
  ])('is another cluster by its %s', (key, value) => {
    expect(of(judge({ config: { value: clusterConfig({ [key]: value }) } }), 'cluster.context')?.outcome).toBe(
      'failed',
    );
  });

  it('without agents is told apart from another one, and from one that may not be read', () => {
    const missing = of(judge({ config: failure('NotFound') }), 'cluster.context');
    expect([missing?.outcome, missing?.why]).toEqual(['failed', 'notInstalled']);
    const results = judge({ config: failure('Forbidden') });
    expect(outcomes(results)).toMatchObject({ context: 'unknown', agents: 'unknown', gatewayHost: 'unknown' });
    expect(text(of(results, 'cluster.context'))).toBe('It is Forbidden.');
  });

  it('cannot be read at all, and then nothing else is judged', () => {
    const error = failure('Unreachable');
    const results = judge({ version: error, config: error, pods: error, releases: error });
    expect(outcomes(results)).toMatchObject({ reached: 'failed', context: 'notJudged', agents: 'notJudged' });
  });

  it('is read in part where a right is missing: the rest stays', () => {
    const results = judge({ releases: failure('Forbidden') });
    expect(outcomes(results)).toEqual({ ...allPassed, release: 'unknown' });
  });

  it.each([
    ['v1.35.2', 'v1.34.1', 'passed'],
    ['v1.33.9', 'v1.34.1+k3s1', 'passed'],
    ['v1.35.2', 'v1.33.0', 'unknown'],
    ['v1.30.0', 'v1.34.1', 'unknown'],
  ])('by kubectl %s of Kubernetes %s is read: %s', (client, server, outcome) => {
    expect(of(judge({ version: versions(client, server) }), 'cluster.reached')?.outcome).toBe(outcome);
  });
});

describe('the pods of the agents', () => {
  const waiting = (reason: string, message?: string) => ({ waiting: { reason, ...(message && { message }) } });

  it.each([
    [
      'images that cannot be pulled',
      { 'config-agent': waiting('ImagePullBackOff', 'pull failed') },
      'cluster.imagePull',
    ],
    ['a crash', { 'extension-manager': waiting('CrashLoopBackOff') }, 'cluster.crash'],
    [
      'no node',
      {
        'config-agent': {
          phase: 'Pending',
          conditions: [
            { type: 'PodScheduled', status: 'False', message: '0/3 nodes are available: 3 Insufficient cpu.' },
          ],
        },
      },
      'cluster.scheduling',
    ],
    ['no identity', { 'kube-aad-proxy': { ...waiting('ContainerCreating'), phase: 'Pending' } }, 'cluster.identity'],
    ['health checks', { 'metrics-agent': { ...waiting('PodInitializing') } }, ''],
    [
      'several causes, by the first of them',
      { 'config-agent': waiting('CrashLoopBackOff'), 'arc-proxy': waiting('ErrImagePull') },
      'cluster.imagePull',
    ],
  ])('fail by %s', (_name, states, why) => {
    const check = of(judge({ pods: podsOf(states) }), 'cluster.agents');
    expect([check?.outcome, check?.why]).toEqual(['failed', why]);
    expect(check?.observed).toHaveLength(Object.keys(states).length);
  });

  it('may begin for some minutes, and may have ended', () => {
    const young = { createdAt: new Date(now - 60_000).toISOString() };
    const pods = podsOf({ 'kube-aad-proxy': { ...waiting('ContainerCreating'), phase: 'Pending', ...young } });
    expect(of(judge({ pods }), 'cluster.agents')?.outcome).toBe('passed');
    expect(of(judge({ pods: podsOf({ 'config-agent': { phase: 'Succeeded' } }) }), 'cluster.agents')?.outcome).toBe(
      'passed',
    );
  });

  it('hold no Arc proxy: only a gateway needs it', () => {
    const pods = { value: { items: agentPods().filter(({ metadata }) => !metadata.name.startsWith('arc-proxy')) } };
    const check = of(judge({ pods }), 'cluster.agents');
    expect([check?.outcome, check?.why]).toEqual(['failed', 'arcProxy']);
    const config = { value: clusterConfig({ ARC_PROXY_GATEWAY: 'gw.arc.azure.com' }) };
    const results = compare({ ...withoutGateway, connection: 'direct' }, { cluster: { ...good, pods, config } }, now);
    expect(outcomes(results)).toMatchObject({ agents: 'passed', gatewayHost: 'passed', agentVersion: 'skipped' });
  });

  it('show what the cluster says as text, and cut', () => {
    const message = `\u202eevil\u001b[31m ${'x'.repeat(5000)}`;
    const check = of(judge({ pods: podsOf({ 'config-agent': waiting('ErrImagePull', message) }) }), 'cluster.agents');
    expect(text(check)).not.toMatch(/[\u202e\u001b]/);
    expect(text(check).length).toBeLessThan(600);
  });
});

describe('the settings and the release of the agents', () => {
  it.each([
    ['gw-hub-weu.gw.arc.azure.com', 'passed'],
    ['GW-HUB-WEU.gw.arc.azure.com:443', 'passed'],
    ['gw.arc.azure.com', 'failed'],
    ['gw-old.gw.arc.azure.com', 'failed'],
    ['', 'unknown'],
  ])('name the gateway %s: %s', (host, outcome) => {
    const config = { value: clusterConfig({ ARC_PROXY_GATEWAY: host }) };
    expect(of(judge({ config }), 'cluster.gatewayHost')?.outcome).toBe(outcome);
  });

  it('are not compared with a gateway that is not known', () => {
    const results = compare({ ...withoutGateway, connection: 'gateway' }, { cluster: good }, now);
    expect(of(results, 'cluster.gatewayHost')?.outcome).toBe('skipped');
  });

  it.each([
    ['deployed', 'passed', ''],
    ['failed', 'failed', ''],
    ['pending-upgrade', 'failed', 'stuck'],
    ['pending-install', 'failed', 'stuck'],
    ['uninstalling', 'failed', 'stuck'],
  ])('a release that is %s: %s', (status, outcome, why) => {
    const check = of(judge({ releases: labelsOf(status) }), 'cluster.release');
    expect([check?.outcome, check?.why]).toEqual([outcome, why]);
  });

  it.each([
    ['1.36.1', 'passed'],
    ['1.21.10', 'passed'],
    ['1.21.9', 'failed'],
    ['newest', 'unknown'],
    ['', 'unknown'],
  ])('agents %s: %s', (version, outcome) => {
    const config = { value: clusterConfig({ AZURE_ARC_AGENT_VERSION: version }) };
    expect(of(judge({ config }), 'cluster.agentVersion')?.outcome).toBe(outcome);
  });
});

it('whatever a cluster answers, nothing throws, and nothing passes but the answers that are well', () => {
  let known = 0;
  const anything = fc.anything({ maxDepth: 5, withNullPrototype: true });
  const podLike = fc.record(
    {
      metadata: fc.record({ name: fc.string(), creationTimestamp: fc.anything() }, { requiredKeys: [] }),
      spec: anything,
      status: fc.record(
        {
          phase: fc.constantFrom('Running', 'Pending', 3),
          containerStatuses: fc.array(anything),
          conditions: anything,
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  const read = fc.oneof(
    anything.map((value) => ({ value })),
    fc.array(podLike).map((items) => ({ value: { items } })),
    fc.constantFrom(failure('Forbidden'), failure('NotFound')),
  );
  fc.assert(
    fc.property(read, read, read, (version, config, pods) => {
      const results = judge({ version, pods });
      if (of(results, 'cluster.agents')?.outcome !== 'unknown') known++;
      expect(of(judge({ config }), 'cluster.context')?.outcome).not.toBe('passed');
      for (const { expected: wanted, observed } of results) itemTexts([...wanted, ...observed]);
    }),
    { numRuns: 500 },
  );
  expect(known).toBeGreaterThan(20);
});

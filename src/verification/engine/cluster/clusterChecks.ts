import { podClass } from '../../../diagnosis/engine';
import arcProxy from '../../../kernel/knowledge/data/arcProxyOfClusters.json';
import { clusterFloorsAbove } from '../../../kernel/knowledge/clusterAgentFloors';
import { isAgentVersion, isOlderAgent } from '../../../kernel/knowledge/agentVersion';
import type { ArcError } from '../../../kernel/errors';
import { parseResourceId } from '../../../kernel/resources';
import { recordFailure } from '../../../kernel/text/failureText';
import { cut, visibleLine } from '../../../kernel/text/visible';
import type { CheckVerdict, CheckVerdicts, ComparedItem } from '../checkResult';
import type { Expectations, VerificationTarget } from '../expectations';
import { coded, compared, isSame, notReported, unknown, verdict } from '../verdicts';
import type { ClusterAnswer } from './clusterAnswer';
import { type ClusterConfig, readClusterConfig } from './readClusterConfig';
import { type AgentPod, readPods } from './readPods';
import { readRelease } from './readRelease';
import { type KubernetesVersions, readVersions } from './readVersions';

/**
 * What the cluster itself says. Nothing of it is compared before the context is proven to be this cluster. `now`: Unix
 * time in milliseconds.
 */
export function clusterChecks(expectations: Expectations, answer: ClusterAnswer, now: number): CheckVerdicts {
  const { config: configRead } = answer;
  const config = 'value' in configRead ? readClusterConfig(configRead.value) : undefined;
  const context = provenContext(expectations.subject, configRead);
  const checks: CheckVerdicts = [
    ['cluster.agents', agents(expectations, answer, now)],
    ['cluster.gatewayHost', gatewayHost(expectations, config)],
    ['cluster.release', release(answer)],
    ['cluster.agentVersion', agentVersion(expectations, config)],
  ];
  return [
    ['cluster.reached', reached(answer)],
    ['cluster.context', context],
    ...(context.outcome === 'passed' ? checks : checks.map(([id, { expected }]) => [id, notProven(expected)] as const)),
  ];
}

/** Without a kubectl context, it is said that the cluster was not asked. */
export const clusterNotAsked: CheckVerdicts = [
  ['cluster.reached', verdict('skipped', coded('answer'), coded('clusterNotAsked'))],
];

const notProven = (expected: readonly ComparedItem[]): CheckVerdict =>
  compared('unknown', expected, [{ value: coded('notThisCluster') }]);

function reached({ version, config, pods }: ClusterAnswer): CheckVerdict {
  const expected = coded('answer');
  const versions = 'value' in version ? readVersions(version.value) : undefined;
  if (versions) return verdict(versions.isFar ? 'unknown' : 'passed', expected, answerOf(versions), farness(versions));
  const isRead = [config, pods].some((each) => 'value' in each);
  if (isRead || !('error' in version)) return verdict('passed', expected, expected);
  return verdict('failed', expected, recordFailure(version.error));
}

const farness = ({ isFar }: KubernetesVersions): string => (isFar ? 'far' : '');

const answerOf = ({ client, server, isFar }: KubernetesVersions) =>
  isFar ? coded('kubectlFar', { client, server }) : coded('kubernetesVersion', { server });

/** Whether a context is that of a cluster, by what its agents are set to. */
export function provenContext(
  { name: expectedName, resourceId }: Pick<VerificationTarget, 'name' | 'resourceId'>,
  read: ClusterAnswer['config'],
): CheckVerdict {
  const id = parseResourceId(resourceId ?? '');
  if (!id.ok) return unknown(expectedName);
  const { subscriptionId, resourceGroup, name } = id.value;
  const expected = clusterNamed({ subscriptionId, resourceGroup, name });
  if ('error' in read) {
    if (read.error.code === 'NotFound') return verdict('failed', expected, coded('agentsNotInstalled'), 'notInstalled');
    return unknown(expected, notRead(read.error));
  }
  const { subscriptionId: subscription, resourceGroup: group, name: own } = readClusterConfig(read.value) ?? {};
  if (subscription === undefined || group === undefined || own === undefined) return unknown(expected);
  const isThis = isSame(subscription, subscriptionId) && isSame(group, resourceGroup) && isSame(own, name);
  const observed = clusterNamed({ subscriptionId: subscription, resourceGroup: group, name: own });
  return verdict(isThis ? 'passed' : 'failed', expected, observed);
}

const clusterNamed = ({ subscriptionId, resourceGroup, name }: Readonly<Record<string, string>>) =>
  coded('clusterNamed', {
    name: name ?? '',
    group: resourceGroup ?? '',
    subscription: subscriptionId ?? '',
  });

const notRead = (error: ArcError) => recordFailure(error);

const proxyPod = 'arc-proxy';

function agents({ connection }: Expectations, { pods: read }: ClusterAnswer, now: number): CheckVerdict {
  const expected = coded('podReady');
  if ('error' in read) return unknown(expected, notRead(read.error));
  const pods = readPods(read.value, now);
  if (pods === undefined || pods.length === 0) return unknown(expected);
  const faulty = pods.flatMap((pod) => {
    const kind = podClass(pod);
    return kind === undefined ? [] : [{ pod, kind }];
  });
  const isProxyMissing = connection === 'gateway' && !pods.some(({ name }) => name.startsWith(`${proxyPod}-`));
  const missing: readonly ComparedItem[] = isProxyMissing ? [{ subject: proxyPod, value: coded('podMissing') }] : [];
  const observed = [...missing, ...faulty.map(({ pod }) => ({ subject: pod.name, value: podState(pod) }))];
  if (observed.length === 0) return verdict('passed', expected, coded('agentsReady', { count: pods.length }));
  const why = priority.find((each) => faulty.some(({ kind }) => kind === each));
  return compared('failed', [{ value: expected }], observed, why ?? (isProxyMissing ? 'arcProxy' : ''));
}

/**
 * A cause before its consequences. Source: AzureArcForKubernetes/connectedk8s, how its diagnosis ranks them, 2026-08-21.
 */
const priority = ['cluster.imagePull', 'cluster.scheduling', 'cluster.identity', 'cluster.crash'];

const longestMessage = 300;

function podState({ status, ready, total, message }: AgentPod) {
  const counts = { status: visibleLine(status), ready, total };
  if (message === undefined) return coded('podState', counts);
  return coded('podStateSaid', { ...counts, message: cut(visibleLine(message), longestMessage) });
}

/** In the agents’ settings while they use no gateway. */
const { hostWithoutGateway } = arcProxy;

function gatewayHost({ connection, gateway }: Expectations, config: ClusterConfig | undefined): CheckVerdict {
  const seen = config?.gatewayHost;
  const observed = seen === undefined ? notReported : isSame(seen, hostWithoutGateway) ? coded('noGatewayHost') : seen;
  if (connection === undefined) return verdict('skipped', coded('associationUnknown'), observed);
  const expected = connection === 'gateway' ? gateway?.endpoint : hostWithoutGateway;
  if (expected === undefined) return verdict('skipped', coded('notInInventory'), observed);
  const shown = connection === 'gateway' ? hostIn(expected) : coded('noGatewayHost');
  if (seen === undefined) return unknown(shown);
  return verdict(isSame(hostIn(seen), hostIn(expected)) ? 'passed' : 'failed', shown, observed);
}

const hostIn = (address: string): string =>
  address
    .trim()
    .replace(/^https?:\/\//i, '')
    .split(/[/:]/, 1)
    .join();

function release({ releases: read }: ClusterAnswer): CheckVerdict {
  const expected = 'deployed';
  if ('error' in read) return unknown(expected, notRead(read.error));
  const newest = readRelease(read.value);
  if (newest === undefined) return unknown(expected, coded('releaseMissing'));
  const { status, revision } = newest;
  const observed = coded('releaseState', { status: visibleLine(status), revision });
  return verdict(status === 'deployed' ? 'passed' : 'failed', expected, observed, stateOf(status));
}

const stateOf = (status: string): string => (status.startsWith('pending-') || status === 'uninstalling' ? 'stuck' : '');

function agentVersion({ connection }: Expectations, config: ClusterConfig | undefined): CheckVerdict {
  const version = config?.agentVersion;
  // Agents before it have no Arc proxy.
  const oldest = clusterFloorsAbove('0', true).find(({ severity }) => severity === 'error')?.before;
  if (connection !== 'gateway' || oldest === undefined)
    return verdict('skipped', coded('gatewayOnly'), version ?? notReported);
  const expected = coded('versionOrNewer', { version: oldest });
  if (!isAgentVersion(version)) return unknown(expected, version === undefined ? notReported : visibleLine(version));
  return verdict(isOlderAgent(version, oldest) ? 'failed' : 'passed', expected, version);
}

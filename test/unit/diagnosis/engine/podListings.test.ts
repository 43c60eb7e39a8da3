import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/diagnosis/engine/diagnose';

const ids = (text: string): readonly string[] => diagnose(text).map(({ id }) => id);

const heading = 'NAME                                    READY   STATUS              RESTARTS   AGE';
const row = (name: string, ready: string, status: string, age = '25m', restarts = '0'): string =>
  `${name.padEnd(40)}${ready.padEnd(8)}${status.padEnd(28)}${restarts.padEnd(11)}${age}`;
const listing = (...rows: readonly string[]): string => [heading, ...rows].join('\n');

const ready = [
  row('clusterconnect-agent-7d8f6c6f9b-abcde', '3/3', 'Running', '3d19h'),
  row('config-agent-66c4d894b6-g2ghp', '2/2', 'Running', '3d19h', '4 (2d ago)'),
  row('flux-logs-agent-fc7c6c959-vgqvm', '1/1', 'Running', '3d19h'),
];

describe('a listing of pods', () => {
  it('says what each group of agents waits for, with names and age', () => {
    const found = diagnose(
      listing(
        row('clusterconnect-agent-7d8f6c6f9b-abcde', '0/3', 'ContainerCreating'),
        row('kube-aad-proxy-6d9b66b9cc-x2k4z', '0/2', 'ContainerCreating'),
        row('config-agent-66c4d894b6-g2ghp', '0/2', 'Pending'),
      ),
    );
    expect(found.map(({ id, lines }) => [id, lines])).toEqual([
      ['cluster.identity', 2],
      ['cluster.scheduling', 1],
    ]);
    expect(found[0]?.meanings[0]?.cause).toMatch(/25 minutes: clusterconnect-agent-.* and kube-aad-proxy-/);
    expect(found[0]?.meanings[0]?.fix).toMatch(/his\.arc\.azure\.com[\s\S]*dp\.kubernetes[\s\S]*kubectl describe/);
    expect(found[0]?.location.line).toBe(2);
  });

  it.each([
    ['ImagePullBackOff', 'cluster.imagePull'],
    ['ErrImagePull', 'cluster.imagePull'],
    ['Init:ImagePullBackOff', 'cluster.imagePull'],
    ['CrashLoopBackOff', 'cluster.crash'],
    ['Init:CrashLoopBackOff', 'cluster.crash'],
    ['Error', 'cluster.crash'],
    ['OOMKilled', 'cluster.crash'],
    ['Pending', 'cluster.scheduling'],
    ['ContainerCreating', 'cluster.podsNotReady'],
    ['CreateContainerConfigError', 'cluster.podsNotReady'],
    ['PodInitializing', 'cluster.podsNotReady'],
    ['Init:0/1', 'cluster.podsNotReady'],
    ['Running', 'cluster.podsNotReady'],
  ])('knows %s', (status, id) => {
    const sick = row('config-agent-66c4d894b6-g2ghp', '1/2', status);
    expect(ids(listing(...ready, sick))).toEqual([id]);
    expect(ids(sick)).toEqual([id]);
    expect(ids(`NAMESPACE   ${heading}\nazure-arc   ${sick}   10.1.0.4   node-1   <none>   <none>`)).toEqual([id]);
    expect(ids(`NAMESPACE   ${heading}\nshop        ${sick}`)).toEqual([]);
    expect(ids(row('web-66c4d894b6-g2ghp', '1/2', status))).toEqual([]);
    expect(ids(`> ${sick.replace(/ +/g, '\t')}`)).toEqual([id]);
  });

  it.each(['90s', '4m14s', '4m59s', '0s'])('gives those that began %s ago their time', (age) => {
    expect(ids(listing(row('config-agent-66c4d894b6-g2ghp', '0/2', 'ContainerCreating', age)))).toEqual([]);
  });

  it.each(['5m', '5m1s', '15m', '1h', '3d19h', '1y2d', '<unknown>'])('finds those of %s', (age) => {
    expect(ids(listing(row('config-agent-66c4d894b6-g2ghp', '0/2', 'ContainerCreating', age)))).toEqual([
      'cluster.podsNotReady',
    ]);
  });

  it('says nothing of pods that are ready, have ended, or belong to others', () => {
    expect(ids(listing(...ready))).toEqual([]);
    for (const ended of ['Completed', 'Succeeded', 'Terminating', 'Evicted'])
      expect(ids(listing(...ready, row('cluster-diagnostic-checks-job-x', '0/1', ended)))).toEqual([]);
    expect(ids(listing(row('web-1', '0/1', 'CrashLoopBackOff'), row('db-0', '0/1', 'ImagePullBackOff')))).toEqual([]);
  });

  it('reads deployments', () => {
    const of = (count: string): string =>
      `NAME                                         READY   UP-TO-DATE   AVAILABLE   AGE\ndeployment.apps/config-agent                 ${count}     1            0           3d19h`;
    expect(ids(of('0/1'))).toEqual(['cluster.podsNotReady']);
    expect(ids(of('1/1'))).toEqual([]);
  });

  it('says the reason that stands beside it once, with both causes', () => {
    const found = diagnose(
      `${listing(row('kube-aad-proxy-6d9b66b9cc-x2k4z', '0/2', 'ContainerCreating'))}\n  Warning  FailedMount  secret "kube-aad-proxy-certificate" not found`,
    );
    expect(found.map(({ id, lines }) => [id, lines])).toEqual([['cluster.identity', 2]]);
  });

  it('shows a hostile name as text', () => {
    expect(ids(row('config-agent-<img>', '0/2', 'Pending'))).toEqual([]);
  });
});

describe('a log of an agent of a cluster', () => {
  it.each([
    '{"LogLevel":"Error","Role":"ClusterConfigAgent","Message":"ClusterIdentityCRDTokenFetchFailed { message = Retrying token fetch in 00:00:10 seconds }"}',
    'Error: azureclusteridentityrequest "config-agent-identity-request" not found',
    'Failed to fetch token: ClusterIdentityCRD interaction failed',
  ])('%s', (text) => {
    expect(ids(text)).toEqual(['cluster.identity']);
  });
});

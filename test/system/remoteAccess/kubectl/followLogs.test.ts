import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findKubectl } from '../../../../build/kubernetes.mjs';
import { LogSummarizer } from '../../../../src/diagnosis/engine';
import { followContainers, type FollowNote } from '../../../../src/diagnosis/ui/proxyLogs/followContainers';
import { openProxy } from '../../../../src/diagnosis/ui/proxyLogs/openProxy';
import { isArcError } from '../../../../src/kernel/errors';
import { clusterReads } from '../../../../src/kernel/knowledge/clusterReads';
import type { ClusterConnection } from '../../../../src/kernel/kubectl';
import { createKubectl } from '../../../../src/remoteAccess/kubectl/kubectl';
import { kubectlProcess } from '../../../../src/remoteAccess/kubectl/runKubectl';
import { tied } from '../../../../src/remoteAccess/process/tied';
import { proxyContainers } from '../../../../src/diagnosis/engine';
import {
  type ApiServer,
  type ApiServerOptions,
  type KubernetesObject,
  startApiServer,
} from '../../../support/kubernetes/apiServer';
import { agentPods, clusterConfig } from '../../../support/kubernetes/arcObjects';
import { PodLog } from '../../../support/kubernetes/podLog';
import { start } from '../../../support/program';
import { skipUnless } from '../../../support/skip';

const folder = mkdtempSync(join(tmpdir(), 'arc-follow-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const reason = 'kubectl is there for Linux on x64 only.';
const newest = findKubectl('newest') ?? '';
const never = new AbortController().signal;
let count = 0;

const pod = 'arc-proxy-5c9b7b6d4c-8kq2n';
const key = `${pod}/arc-proxy`;

/** A cluster whose Arc proxy is followed, with what was handed over. */
async function follow(program: string, log: PodLog, options: Partial<ApiServerOptions> = {}) {
  count += 1;
  const context = `followed-${process.pid}-${count}`;
  const objects: KubernetesObject[] = [...agentPods(), clusterConfig()];
  const logs = new Map([[key, log]]);
  const server = await startApiServer(join(folder, String(count)), { objects, logs, ...options });
  const connection = connectionOf(program, server, context);
  const lines: string[] = [];
  const notes: FollowNote[] = [];
  const stop = new AbortController();
  const containers = proxyContainers({ items: agentPods() });
  const sink = {
    onLine: (_: unknown, line: { readonly kind: string; readonly text?: string }) => {
      lines.push(line.text ?? line.kind);
    },
    onNote: (_: unknown, note: FollowNote) => {
      notes.push(note);
    },
  };
  const ended = followContainers(connection, containers, sink, stop.signal, { pauseMilliseconds: 100 }).then(
    () => 'ended',
    (thrown: unknown) => (isArcError(thrown) ? thrown.code : String(thrown)),
  );
  return {
    context,
    connection,
    server,
    objects,
    logs,
    lines,
    notes,
    kinds: () => notes.map(({ kind }) => kind),
    stop,
    ended,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await ended;
      await server[Symbol.asyncDispose]();
    },
  };
}

function connectionOf(program: string, server: ApiServer, context: string): ClusterConnection {
  const env = { ...process.env, KUBECONFIG: server.kubeconfig(context) };
  const kubectl = createKubectl(kubectlProcess({ program, env, timeoutMilliseconds: 10_000 }));
  return {
    context,
    read: (name, signal) => kubectl.read(context, clusterReads[name], signal),
    releases: () => Promise.resolve([]),
    logs: (read, onOutput, signal) => kubectl.logs(context, { ...read, namespace: 'azure-arc' }, onOutput, signal),
  };
}

describe.each(['oldest', 'newest'] as const)('the %s kubectl follows', (age) => {
  const program = findKubectl(age) ?? '';
  const here = skipUnless(program, reason);

  it('what there is and what comes, until a cancel; then none runs', here, async () => {
    const log = new PodLog();
    log.write('one', 'two');
    await using followed = await follow(program, log);
    await expect.poll(() => followed.lines).toEqual(['one', 'two']);
    log.write('three');
    await expect.poll(() => followed.lines).toEqual(['one', 'two', 'three']);
    expect(processesWith(followed.context)).toBeGreaterThan(0);
    followed.stop.abort();
    expect(await followed.ended).toBe('Canceled');
    expect(processesWith(followed.context)).toBe(0);
    expect(followed.server.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(log.asked.map((query) => query.get('container'))).toEqual(['arc-proxy']);
  });

  it('on after a connection that broke: no line twice, and none lost', here, async () => {
    const log = new PodLog();
    log.write('one', 'two', 'three');
    await using followed = await follow(program, log);
    await expect.poll(() => followed.lines.length).toBe(3);
    log.cut('half of fo');
    log.write('four', 'five');
    await expect.poll(() => followed.lines).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(followed.kinds()).toEqual(['interrupted', 'resumed']);
    expect(log.asked.at(-1)?.get('sinceTime')).toBe('2026-12-01T08:00:00Z');
    // It has brought lines, so that the next interruption is no second one.
    log.cut();
    log.write('six');
    await expect.poll(() => followed.lines.at(-1)).toBe('six');
  });

  it('and says where lines are missing', here, async () => {
    const log = new PodLog();
    log.write('one', 'two');
    await using followed = await follow(program, log);
    await expect.poll(() => followed.lines.length).toBe(2);
    log.cut();
    log.write('lost', 'three');
    log.forget(3);
    await expect.poll(() => followed.lines).toEqual(['one', 'two', 'lost', 'three']);
    expect(followed.notes).toHaveLength(2);
  });

  it('says which right is missing, and that a container has not started', here, async () => {
    await using forbidden = await follow(program, new PodLog(), { forbidden: ['pods/log'] });
    expect(await forbidden.ended).toBe('ended');
    expect(forbidden.kinds()).toEqual(['interrupted', 'resumed', 'ended']);
    expect(forbidden.notes.at(-1)).toMatchObject({
      error: { failure: { code: 'Forbidden', needs: 'get pods/log -n azure-arc' } },
    });
    await using waiting = await follow(program, new PodLog(), { logs: new Map() });
    expect(await waiting.ended).toBe('ended');
    expect(waiting.notes.at(-1)).toMatchObject({ error: { code: 'RemoteFailed' } });
  });

  it('reads a whole log, of any size', here, async () => {
    const log = new PodLog();
    const line = 'level=info time=1 msg=done host=pas.windows.net via=gateway status=200';
    log.write(...Array.from({ length: 20_000 }, () => line), 'what is this');
    await using followed = await follow(program, new PodLog());
    followed.logs.set(key, log);
    const summary = new LogSummarizer();
    const add = (chunk: Uint8Array): void => {
      summary.add(chunk);
    };
    await followed.connection.logs({ pod, container: 'arc-proxy', isFollowed: false }, add, never);
    expect(summary.end()).toMatchObject({ requests: 20_000, unknown: { count: 1 }, groups: [{ count: 20_000 }] });
  });
});

it('connects once after an end, and no more without a line', skipUnless(newest, reason), async () => {
  const log = new PodLog();
  log.write('one');
  await using followed = await follow(newest, log);
  await expect.poll(() => log.followed).toBe(1);
  log.end();
  await expect.poll(() => log.asked.length).toBe(2);
  await expect.poll(() => log.followed).toBe(1);
  log.end();
  expect(await followed.ended).toBe('ended');
  expect(log.asked).toHaveLength(2);
  expect(followed.kinds()).toEqual(['interrupted', 'resumed', 'ended']);
  expect(followed.lines).toEqual(['one']);
});

it('goes on with the pod that replaces one, and says so', skipUnless(newest, reason), async () => {
  const log = new PodLog();
  log.write('one');
  await using followed = await follow(newest, log);
  await expect.poll(() => log.followed).toBe(1);
  const other = new PodLog();
  other.write('of the other');
  followed.logs.set('arc-proxy-77f6-new/arc-proxy', other);
  const at = followed.objects.findIndex(({ metadata }) => metadata.name === pod);
  const [old] = followed.objects.splice(at, 1);
  if (old) followed.objects.push({ ...old, metadata: { ...old.metadata, name: 'arc-proxy-77f6-new' } });
  log.end();
  await expect.poll(() => followed.lines).toEqual(['one', 'of the other']);
  expect(followed.kinds().toSorted()).toEqual(['gone', 'interrupted', 'replaced']);
});

const cluster = {
  name: 'aks-ham-01',
  resourceId:
    '/subscriptions/2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027/resourceGroups/rg-k8s-prod/providers/Microsoft.Kubernetes/connectedClusters/aks-ham-01',
};

it('reads no log before the context is proven to be the cluster', skipUnless(newest, reason), async () => {
  const opened = async (objects: readonly KubernetesObject[], options: Partial<ApiServerOptions> = {}) => {
    count += 1;
    await using server = await startApiServer(join(folder, String(count)), { objects, ...options });
    const connection = connectionOf(newest, server, `proven-${count}`);
    const access = {
      open: () => Promise.resolve(connection),
      chooseContext: () => Promise.reject(new Error('There is one.')),
      forgetContext: () => Promise.resolve(false),
    };
    const seen: string[] = [];
    const outcome = await openProxy(access, cluster, never).then(
      ({ containers, versions }) => {
        seen.push(isArcError(versions) ? versions.code : String(versions?.isFar));
        return containers.map((each) => `${each.pod}/${each.container}`).join();
      },
      (thrown: unknown) => (isArcError(thrown) ? thrown.code : String(thrown)),
    );
    const asked = server.requests.map(({ path }) => path).filter((path) => path.includes('/pods'));
    return { outcome, asked, seen };
  };
  expect((await opened([...agentPods(), clusterConfig()])).outcome).toBe(key);
  const other = await opened([...agentPods(), clusterConfig({ AZURE_RESOURCE_NAME: 'another' })]);
  expect(other).toEqual({ outcome: 'InvalidInput', asked: [], seen: [] });
  const unsaid = await opened([...agentPods(), clusterConfig({ AZURE_RESOURCE_NAME: '' })]);
  expect(unsaid).toEqual({ outcome: 'Unsupported', asked: [], seen: [] });
  expect(await opened(agentPods())).toEqual({ outcome: 'NotFound', asked: [], seen: [] });
  const logs = [...agentPods(), clusterConfig()];
  expect((await opened(logs)).seen).toEqual(['false']);
  expect(await opened(logs, { version: 'v1.30.2' })).toMatchObject({ outcome: key, seen: ['true'] });
  expect((await opened([clusterConfig()])).outcome).toBe('NotFound');
  expect((await opened([clusterConfig()], { forbidden: ['pods'] })).outcome).toBe('Forbidden');
});

it('ends with the process that started it, even one that is killed', { timeout: 60_000 }, async () => {
  const name = `arc-tied-${process.pid}`;
  const { program, args } = tied('bash', ['-c', `exec -a ${name} sleep 300`]);
  const script = `require('node:child_process').spawn(${JSON.stringify(program)}, ${JSON.stringify(args)}, { detached: true, stdio: 'pipe' }); setInterval(() => {}, 1000);`;
  const parent = start(process.execPath, ['-e', script]);
  await expect.poll(() => processesWith(`${name}\0`, 'startsWith')).toBe(1);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => processesWith(name)).toBe(0);
});

it('ends with the exit code of its program, and leaves nothing', async () => {
  const name = `arc-code-${process.pid}`;
  const { program, args } = tied('bash', ['-c', 'echo out; echo err >&2; exit 7', name]);
  const child = start(program, args);
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (printed.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (printed.stderr += String(chunk)));
  expect(await once(child, 'close')).toEqual([7, null]);
  expect(printed).toEqual({ stdout: 'out\n', stderr: 'err\n' });
  await expect.poll(() => processesWith(name)).toBe(0);
});

/** Processes of this machine, but for this one, with this text in their command line. */
const processesWith = (text: string, where: 'includes' | 'startsWith' = 'includes'): number =>
  readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid && commandOf(pid)[where](text))
    .length;

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findKubectl } from '../../../../build/kubernetes.mjs';
import { type ArcError, isArcError } from '../../../../src/kernel/errors';
import { createKubectl } from '../../../../src/remoteAccess/kubectl/kubectl';
import { kubectlProcess, type KubectlProcessOptions } from '../../../../src/remoteAccess/kubectl/runKubectl';
import { Semaphore } from '../../../../src/throttling';
import { type ApiServer, type ApiServerOptions, startApiServer } from '../../../support/kubernetes/apiServer';
import { agentPods, arcNamespace, clusterConfig, helmReleases } from '../../../support/kubernetes/arcObjects';
import { skipUnless } from '../../../support/skip';

const folder = mkdtempSync(join(tmpdir(), 'arc-kubectl-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const newest = findKubectl('newest') ?? '';
const reason = 'kubectl is there for Linux on x64 only.';
let count = 0;
const signal = new AbortController().signal;
const context = 'site hamburg; $(id) --help';
const objects = [...agentPods(), clusterConfig(), ...helmReleases('deployed')];

/** An API server, and the kubectl of the product with a kubeconfig for it. */
async function start(
  program: string,
  options: Partial<ApiServerOptions> = {},
  parts: Parameters<ApiServer['kubeconfig']>[1] = {},
  limits: KubectlProcessOptions = {},
) {
  count += 1;
  const server = await startApiServer(join(folder, String(count)), { objects, ...options });
  const env = { ...process.env, KUBECONFIG: server.kubeconfig(context, parts) };
  const kubectl = createKubectl(kubectlProcess({ program, env, ...limits }));
  return { server, kubectl, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function failureOf(work: Promise<unknown>): Promise<ArcError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (isArcError(error)) return error;
  throw new Error(`No failure of the product: ${String(error)}`);
}

const pods = { verb: 'get', resource: 'pods', namespace: 'azure-arc' } as const;

it('no more processes run at once than are set, and one that still waits is never started when it is canceled', async () => {
  const told = join(folder, 'told');
  writeFileSync(told, '');
  const program = kubectlProcess({ program: 'sh', slots: new Semaphore(2) });
  const one = (name: string, until: AbortSignal) =>
    program.run(['-c', 'echo "+$1" >> "$0"; sleep 0.1; echo "-$1" >> "$0"', told, name], context, until);
  const canceling = new AbortController();
  const all = Array.from({ length: 6 }, (_, index) => one(String(index), signal));
  const waiting = failureOf(one('never', canceling.signal));
  canceling.abort();
  expect((await waiting).code).toBe('Canceled');
  expect((await Promise.all(all)).map(({ exitCode }) => exitCode)).toEqual(Array<number>(6).fill(0));
  const steps = readFileSync(told, 'utf8').trim().split('\n');
  let running = 0;
  const most = Math.max(...steps.map((step) => (running += step.startsWith('+') ? 1 : -1)));
  expect([steps.length, most]).toEqual([12, 2]);
});

describe.each(['oldest', 'newest'] as const)('the %s kubectl that is tried', (age) => {
  const program = findKubectl(age) ?? '';
  const here = skipUnless(program, reason);

  it.each([{ isOld: false }, { isOld: true }])('reads what an API server has ($isOld)', here, async ({ isOld }) => {
    await using cluster = await start(program, { isOld });
    const { kubectl, server } = cluster;
    expect(await kubectl.contexts(signal)).toEqual([context]);
    expect(await kubectl.read(context, { verb: 'version' }, signal)).toMatchObject({
      serverVersion: { gitVersion: 'v1.34.1' },
    });
    expect(await kubectl.read(context, pods, signal)).toMatchObject({ items: agentPods() });
    const config = { ...pods, resource: 'configmaps', name: 'azure-clusterconfig' };
    expect(await kubectl.read(context, config, signal)).toMatchObject(clusterConfig());
    expect(server.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('asks for the labels of secrets, and never for what is in them', here, async () => {
    await using cluster = await start(program, { objects: helmReleases('pending-upgrade') });
    const { kubectl, server } = cluster;
    const read = { resource: 'secrets', namespace: 'azure-arc-release', labels: 'owner=helm,name=azure-arc' };
    const releases = await kubectl.labels(context, read, signal);
    expect(releases.map(({ labels }) => labels.status)).toEqual(['superseded', 'pending-upgrade']);
    const asked = server.requests.filter(({ path }) => path.endsWith('/secrets'));
    expect(asked).toHaveLength(1);
    for (const { accept, query } of asked) {
      expect(accept).toMatch(/^application\/json;as=Table/);
      expect(query.includeObject ?? 'Metadata').toBe('Metadata');
    }
  });

  it('says what the cluster does not have', here, async () => {
    await using cluster = await start(program, { objects: [arcNamespace] });
    const read = { ...pods, resource: 'configmaps', name: 'azure-clusterconfig' };
    expect((await failureOf(cluster.kubectl.read(context, read, signal))).failure).toEqual({
      code: 'NotFound',
      resource: 'configmaps "azure-clusterconfig"',
    });
    const unknown = { verb: 'get', resource: 'gadgets' } as const;
    expect((await failureOf(cluster.kubectl.read(context, unknown, signal))).code).toBe('Unsupported');
  });

  it('says which right is missing', here, async () => {
    await using cluster = await start(program, { forbidden: ['pods'] });
    const { failure, message } = await failureOf(cluster.kubectl.read(context, pods, signal));
    expect(failure).toEqual({ code: 'Forbidden', needs: 'list pods -n azure-arc' });
    expect(message).not.toContain('"person"');
  });

  it.each([
    ['another token', { token: 'expired' }],
    ['a sign-in program that is missing', { user: execOf('no-such-program-of-the-tests') }],
    ['a sign-in program that fails', { user: execOf('false') }],
  ])('says that the sign-in is not accepted: %s', here, async (_name, parts) => {
    await using cluster = await start(program, {}, parts);
    expect((await failureOf(cluster.kubectl.read(context, pods, signal))).code).toBe('RemoteAuth');
  });

  it('says why the API server cannot be reached', here, async () => {
    await using cluster = await start(program);
    const { server: api } = cluster;
    const failureAt = async (server: string) => {
      const env = { ...process.env, KUBECONFIG: api.kubeconfig(context, { server }) };
      return (await failureOf(createKubectl(kubectlProcess({ program, env })).read(context, pods, signal))).failure;
    };
    const host = context;
    expect(await failureAt('https://127.0.0.1:1')).toEqual({ code: 'Unreachable', host, cause: 'refused' });
    expect(await failureAt('https://no.such.host.invalid')).toEqual({ code: 'Unreachable', host, cause: 'dns' });
    const other = api.address.replace('127.0.0.1', 'localhost');
    expect(await failureAt(other)).toEqual({ code: 'Unreachable', host, cause: 'tls' });
  });

  it('says that a context is not there', here, async () => {
    await using cluster = await start(program);
    const { failure } = await failureOf(cluster.kubectl.read('--server=http://elsewhere', pods, signal));
    expect(failure).toEqual({ code: 'InvalidInput', field: 'context' });
  });

  it('is not answered forever, nor with too much', here, async () => {
    await using silent = await start(
      program,
      { answer: (_request, _response, path) => path.endsWith('/pods') },
      {},
      {
        timeoutMilliseconds: 1_000,
      },
    );
    expect((await failureOf(silent.kubectl.read(context, pods, signal))).failure).toMatchObject({
      code: 'Unreachable',
      cause: 'timeout',
    });
    await using large = await start(program, {}, {}, { outputLimit: 500 });
    expect((await failureOf(large.kubectl.read(context, pods, signal))).code).toBe('Incomplete');
  });

  it('ends with a cancel, its sign-in program too', here, async () => {
    const sleeper = `arc-sleeper-${age}`;
    await using cluster = await start(program, {}, { user: execOf('bash', ['-c', `exec -a ${sleeper} sleep 120`]) });
    const stop = new AbortController();
    const failed = failureOf(cluster.kubectl.read(context, pods, stop.signal));
    await expect.poll(() => running(sleeper)).toBe(1);
    stop.abort();
    expect((await failed).code).toBe('Canceled');
    expect(running(sleeper)).toBe(0);
  });
});

it('answers a cut connection, a proxy’s page and broken JSON in words', skipUnless(newest, reason), async () => {
  const codes = async (answer: NonNullable<ApiServerOptions['answer']>) => {
    // kubectl tries again for ten seconds.
    await using cluster = await start(newest, { answer }, {}, { timeoutMilliseconds: 2_000 });
    return (await failureOf(cluster.kubectl.read(context, pods, signal))).code;
  };
  const ofPods = (path: string): boolean => path.endsWith('/pods');
  expect(await codes((request, _response, path) => ofPods(path) && Boolean(request.socket.destroy()))).toBe(
    'Unreachable',
  );
  expect(
    await codes((_request, response, path) => {
      if (!ofPods(path)) return false;
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Please sign in</html>');
      return true;
    }),
  ).toBe('RemoteFailed');
});

it('without a kubectl, it is said which program is missing', async () => {
  const kubectl = createKubectl(kubectlProcess({ program: 'no-such-kubectl' }));
  expect((await failureOf(kubectl.contexts(signal))).code).toBe('Unsupported');
});

describe('nothing of a workspace is taken for kubectl', () => {
  const workspaceFolders = [join(folder, 'repository')];
  const inside = join(folder, 'repository', '.kube', 'config');
  const linked = join(folder, 'linked');
  mkdirSync(dirname(inside), { recursive: true });
  symlinkSync(dirname(inside), linked);
  const outcomeOf = async (env: NodeJS.ProcessEnv, folders = workspaceFolders) => {
    const options = { program: 'no-such-kubectl', env, workspaceFolders: folders };
    const { message } = await failureOf(createKubectl(kubectlProcess(options)).contexts(signal));
    return /^kubectl was not started, because (\w+)/.exec(message)?.[1] ?? 'started';
  };

  it.each([
    ['KUBECONFIG', { KUBECONFIG: inside }],
    ['KUBECONFIG', { KUBECONFIG: [join(folder, 'own'), inside].join(delimiter) }],
    ['KUBECONFIG', { KUBECONFIG: relative(homedir(), inside) }],
    ['KUBECONFIG', { KUBECONFIG: join(linked, 'config') }],
    ['PATH', { PATH: ['/usr/bin', join(folder, 'repository', 'bin')].join(delimiter) }],
    ['PATH', { PATH: linked }],
    ['started', { KUBECONFIG: join(folder, 'repository-2', 'config'), PATH: `/usr/bin${delimiter}` }],
    ['started', { KUBECONFIG: join(folder, '..repository') }],
  ])('%s: %j', async (outcome, env) => {
    expect(await outcomeOf(env)).toBe(outcome);
  });

  it('a workspace around the home directory is the person’s own', async () => {
    const env = { KUBECONFIG: join(homedir(), '.kube', 'config') };
    expect(await outcomeOf(env, [dirname(homedir())])).toBe('started');
    expect(await outcomeOf(env, [join(homedir(), '.kube')])).toBe('KUBECONFIG');
  });
});

function execOf(command: string, args: readonly string[] = []): string {
  return JSON.stringify({
    exec: { apiVersion: 'client.authentication.k8s.io/v1', command, args, interactiveMode: 'IfAvailable' },
  });
}

/** Processes of this name, which `exec -a` gave them. */
const running = (name: string): number =>
  readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).startsWith(`${name}\0`)).length;

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

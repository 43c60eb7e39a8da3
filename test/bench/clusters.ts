import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKubectl } from '../../build/kubernetes.mjs';
import { clusterReads, releasesRead } from '../../src/kernel/knowledge/clusterReads';
import type { ClusterAccess } from '../../src/kernel/kubectl';
import { answerArguments, labelsArguments } from '../../src/remoteAccess/kubectl/arguments';
import { createKubectl } from '../../src/remoteAccess/kubectl/kubectl';
import { kubectlProcess } from '../../src/remoteAccess/kubectl/runKubectl';
import type { Expectations } from '../../src/verification/engine';
import { readCluster } from '../../src/verification/ui/readCluster';
import { startApiServer } from '../support/kubernetes/apiServer';
import { agentPods, clusterConfig, helmReleases } from '../support/kubernetes/arcObjects';

/**
 * Reads 100 clusters as a verification does, by turns with the same reads by `kubectl` itself, as many at once; prints the
 * times of the passes, in milliseconds.
 */
const clusters = Array.from({ length: 100 }, (_, index) => `k8s-${index}`);
const parallel = 16;
const passes = 3;
const signal = new AbortController().signal;

const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
const program = findKubectl('newest');
if (program === undefined) throw new Error('There is no kubectl: npm test -- test/system/remoteAccess brings it.');
const server = await startApiServer(folder, {
  objects: [...agentPods(), clusterConfig(), ...helmReleases('deployed')],
});
// A context for each cluster, as a kubeconfig of many has them.
const path = server.kubeconfig('k8s', {});
const [head = ''] = readFileSync(path, 'utf8').split('  - name: "k8s"');
const contexts = clusters.map((name) => `  - name: ${name}\n    context: { cluster: site, user: person }\n`);
writeFileSync(path, head + contexts.join(''));
const env = { ...process.env, KUBECONFIG: path };

const kubectl = createKubectl(kubectlProcess({ program, env }));
const access: Pick<ClusterAccess, 'open'> = {
  open: ({ name }) =>
    Promise.resolve({
      context: name,
      read: (each, until) => kubectl.read(name, clusterReads[each], until),
      releases: (until) => kubectl.labels(name, releasesRead, until),
      logs: (read, onOutput, until) => kubectl.logs(name, { ...read, namespace: '' }, onOutput, until),
    }),
};

async function ours(): Promise<void> {
  const answers = await Promise.all(
    clusters.map((name) =>
      readCluster(access as ClusterAccess, { subject: { resourceId: name, name } } as Expectations, signal),
    ),
  );
  const unread = answers.filter((answer) => !answer || !('log' in answer) || !answer.log.includes('pods: read'));
  if (unread.length > 0) throw new Error(`${unread.length} clusters were not read.`);
}

const commands = clusters.flatMap((name) => [
  ...Object.values(clusterReads).map((read) => answerArguments(name, read)),
  labelsArguments(name, releasesRead),
]);

const end = (args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'ignore'] });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`kubectl ended with ${code}.`));
    });
  });

async function peer(): Promise<void> {
  const waiting = [...commands];
  const worker = async (): Promise<void> => {
    for (let args = waiting.pop(); args; args = waiting.pop()) await end(args);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

try {
  const times: { ours: number; peer: number }[] = [];
  for (let pass = 0; pass < passes; pass += 1) times.push({ ours: await timed(ours), peer: await timed(peer) });
  console.log(JSON.stringify({ clusters: clusters.length, reads: commands.length, times }));
} finally {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
}

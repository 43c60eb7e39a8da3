import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

const files = ['src', 'webview'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).split(sep).join('/')),
);

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** A rule of which there is one copy, and the files that may spell it. */
it.each<[string, RegExp, readonly string[]]>([
  [
    'guard of records',
    /typeof ([\w.]+) (?:=== 'object' && \1 !== null|!== 'object' \|\| \1 === null)/,
    ['src/kernel/isRecord.ts'],
  ],
  ['GUID', /\[[^\]]*a-f[^\]]*\]\{(?:8|12|36)\}/i, ['src/kernel/guid.ts']],
  [
    'last segment of a path',
    /lastIndexOf\('\/'\) \+ 1\)|split\('\/'\)\s*\.(?:at\(-1\)|pop\(|findLast\()/,
    ['src/kernel/lastSegment.ts'],
  ],
  ['name in a resource id', /(?:const|function) nameInId\b/, ['src/kernel/resources.ts']],
  ['key of a resource', /(?:const|function) resourceKey\b/, ['src/kernel/resources.ts']],
  // The names of clusters have labels of their own.
  [
    'label of a host name',
    /\[a-z0-9_-\]\{0,61\}|\[a-z0-9-\]\{0,61\}/,
    ['src/kernel/hostName.ts', 'src/planning/site/clusters.ts'],
  ],
])('there is one %s', (_, pattern, owners) => {
  expect(files.filter((file) => pattern.test(textOf(file)))).toEqual(owners);
});

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
  ['guard of records', /=== 'object' && [\w.]+ !== null && !Array\.isArray/, ['src/kernel/isRecord.ts']],
  // A resource id has the GUID of its subscription inside.
  ['GUID', /\[0-9a-f\]\{8\}/, ['src/kernel/guid.ts', 'src/kernel/resources.ts']],
  ['last segment of a path', /lastIndexOf\('\/'\) \+ 1\)|split\('\/'\)\.at\(-1\)/, ['src/kernel/lastSegment.ts']],
])('there is one %s', (_, pattern, owners) => {
  expect(files.filter((file) => pattern.test(textOf(file)))).toEqual(owners);
});

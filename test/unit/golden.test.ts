import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { goldenFolder, goldenText } from '../support/golden';

const tests = resolve(import.meta.dirname, '..');
const texts = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(?:unit|system|webview|e2e)\b.*\.test\.ts$/.test(name))
  .map((name) => readFileSync(join(tests, name), 'utf8'));

describe('the goldens', () => {
  it('of a room belong to one test file, and no other mechanism writes any', () => {
    const rooms = texts.flatMap((text) => [...text.matchAll(/useGoldens\('(.*?)'\)/g)].map(([, room]) => room));
    expect(rooms.sort()).toEqual(readdirSync(goldenFolder).sort());
    expect(texts.filter((text) => /\.toMatch\w*Snapshot\(/.test(text))).toEqual([]);
  });
});

describe('a golden', () => {
  const folder = mkdtempSync(join(tmpdir(), 'arc-golden-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'base'), 'a\r\nb\nc\nd');
  const hunk = '@@ -2,2 +2,2 @@\n b\n-c\n+C\n';
  writeFileSync(join(folder, 'other.diff'), `--- base\n+++ other\n${hunk}`);

  it('is the text of its file, or the base with what differs', () => {
    expect(goldenText(folder, 'base')).toBe('a\r\nb\nc\nd');
    expect(goldenText(folder, 'other', 'base')).toBe('a\r\nb\nC\nd');
  });

  it.each([
    ['missing', undefined, undefined, 'There is no'],
    ['missing', 'base', undefined, 'There is no'],
    ['other', 'another', `--- base\n+++ other\n${hunk}`, 'is no difference to another'],
    ['other', 'base', '--- base\n+++ other\n@@ -2,2 +2,2 @@\n b\n-x\n+C\n', 'is no difference to base'],
    ['other', 'base', '', 'is no difference to base'],
  ])('fails where it is not there or does not fit: %s, %s, %j', (name, base, difference, message) => {
    if (difference !== undefined) writeFileSync(join(folder, `${name}.diff`), difference);
    expect(() => goldenText(folder, name, base)).toThrow(message);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PatchEdit } from '../../../../src/patching/engine/patched';
import { type PatchPass, runPatchPass } from '../../../../src/patching/engine/patchPass';
import { applyEdits } from '../../../../src/patching/engine/patchScript';
import { rereadProblems } from '../../../../src/patching/engine/reread';
import { isTemplate } from '../../../../src/patching/engine/templateNames';
import { readerOf } from '../../../support/patchScript';
import { randomNumbers } from '../../../support/foreignTexts';
import { eras, plainPortalOptions, portalScript } from './portalScripts';
import { direct, proxied } from './sites';

const inputs = resolve(import.meta.dirname, '../../../fixtures/patch/input');
const siteOf = (name: string): typeof direct => (name.includes('.direct.') ? direct : proxied);

const scripts: readonly (readonly [name: string, text: string])[] = [
  ...readdirSync(inputs).map((name) => [name, readFileSync(join(inputs, name), 'utf8')] as const),
  ...eras.flatMap((era) => [
    [`${era}.sh`, portalScript('linux', { ...plainPortalOptions, era })] as const,
    [`${era}.ps1`, portalScript('windows', { ...plainPortalOptions, era })] as const,
  ]),
];

/** A script with the edits that its patch makes; undefined where it is refused or has nothing to change. */
function patchOf(name: string, text: string) {
  const reader = readerOf(text, name);
  if (reader === undefined) return undefined;
  const read = (each: string): PatchPass => runPatchPass(each, reader, siteOf(name), isTemplate(text, name));
  const pass = read(text);
  const isWhole = pass.edits.length > 0 && pass.patch.refusals.length === 0;
  if (!isWhole || rereadProblems(pass, read(applyEdits(text, pass.edits))).length > 0) return undefined;
  const problems = (edits: readonly PatchEdit[]) => rereadProblems({ ...pass, edits }, read(applyEdits(text, edits)));
  return { kind: reader.kind, name, text, pass, problems };
}

type Patch = NonNullable<ReturnType<typeof patchOf>>;
const patches = scripts.flatMap(([name, text]) => patchOf(name, text) ?? []);

/** Whole words of a text that no edit touches, wherever they stand; signs that only separate words are none. */
function wordsOf({ text, pass: { edits } }: Patch): readonly { start: number; end: number }[] {
  return Array.from(text.matchAll(/\S+/g), ({ index, 0: word }) => ({ start: index, end: index + word.length }))
    .filter(({ start, end }) => edits.every((edit) => edit.end < start || edit.start > end))
    .filter(({ start, end }) => /[^;,=&\\`]/.test(text.slice(start, end)));
}

const said = (word: string): string => word.replace(/[\s;,=&\\`]/g, '');

/**
 * Whether a word may say the same as before: in other signs between words, by the variable that holds it, or with the
 * declaration of the gateway in front of another one.
 */
const mayBeSame = (word: string, replacement: string): boolean =>
  said(word) === said(replacement) ||
  (word.includes('$') && /\$|\/gateways\/|^["']?http/.test(replacement)) ||
  (/^(?:export|local)$/.test(word) && replacement.startsWith(`${word} `));

/** Edits of which one is made on another whole word, or with one more whole word that is replaced. */
function mutantOf(patch: Patch, below: (limit: number) => number): readonly PatchEdit[] | undefined {
  const { text, pass } = patch;
  const words = wordsOf(patch);
  const word = words[below(words.length)];
  const other = words[below(words.length)];
  const edit = pass.edits[below(pass.edits.length)];
  if (!word || !other || !edit) return undefined;
  const isMoved = below(3) === 0;
  const replacement = isMoved || below(2) === 0 ? edit.replacement.trim() : text.slice(other.start, other.end);
  if (mayBeSame(text.slice(word.start, word.end), replacement)) return undefined;
  const rest = isMoved ? pass.edits.filter((each) => each !== edit) : pass.edits;
  return [...rest, { ...edit, ...word, replacement }].sort((a, b) => a.start - b.start);
}

describe('the second reading', () => {
  it.each(['bash', 'powershell', 'dockerfile', 'cloudInit'] as const)('refuses every wrong word in %s', (kind) => {
    const ofKind = patches.filter((patch) => patch.kind === kind);
    expect(ofKind.length).toBeGreaterThan(2);
    const below = randomNumbers(7);
    const survivors: unknown[] = [];
    let tried = 0;
    for (let round = 0; tried < 500; round++) {
      const patch = ofKind[round % ofKind.length];
      const edits = patch && mutantOf(patch, below);
      if (!edits) continue;
      tried++;
      if (patch.problems(edits).length > 0) continue;
      const [wrong] = edits.filter((each) => !patch.pass.edits.includes(each));
      survivors.push({ name: patch.name, word: patch.text.slice(wrong?.start, wrong?.end), by: wrong?.replacement });
    }
    expect(survivors).toEqual([]);
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { applyPatch, createTwoFilesPatch, FILE_HEADERS_ONLY, parsePatch, type StructuredPatch } from 'diff';
import { afterAll, expect, type RunnerTask } from 'vitest';
import { posix } from '../../build/paths.mjs';

export const goldenFolder = join(import.meta.dirname, '../fixtures/golden');

const isUpdate = process.env.UPDATE_GOLDEN === '1';
/** A folder that takes every text in full, for a judge that reads files. */
const texts = process.env.GOLDEN_TEXTS;

/**
 * Holds a text against its reviewed file, `test/fixtures/golden/ROOM/NAME`. With a base, which is another golden of the
 * room, the file is `NAME.diff`, what differs from it. `UPDATE_GOLDEN=1` writes what is missing or differs, and
 * `GOLDEN_TEXTS=FOLDER` every text in full.
 */
export type ExpectGolden = (name: string, text: string, base?: string) => void;

/**
 * The goldens of a room, which belongs to one test file. Fails where a golden is missing, and after the last test where
 * one is there that no test has asked for.
 */
export function useGoldens(room: string): ExpectGolden {
  const asked = new Set<string>();
  afterAll(({}, suite) => {
    if (!suite.tasks.every(hasPassed)) return;
    const unused = filesOf(join(goldenFolder, room)).filter((file) => !asked.has(file));
    if (isUpdate) for (const file of unused) rmSync(join(goldenFolder, room, file));
    else expect(unused, 'goldens that no test asks for').toEqual([]);
  });
  return (name, text, base) => {
    const file = base === undefined ? name : `${name}.diff`;
    asked.add(file);
    if (texts !== undefined) write(join(texts, room, name), text);
    if (isUpdate) update(join(goldenFolder, room), name, text, base, asked);
    expect(text).toBe(goldenText(join(goldenFolder, room), name, base));
  };
}

/** The text as it was reviewed. */
export function goldenText(folder: string, name: string, base?: string): string {
  const stored = readGolden(join(folder, base === undefined ? name : `${name}.diff`));
  if (base === undefined) return stored;
  const text = applied(stored, folder, base);
  if (text === undefined) throw new Error(`${name}.diff is no difference to ${base}. ${howToWrite}`);
  return text;
}

const howToWrite = 'Write it with UPDATE_GOLDEN=1, and read what it says.';

function readGolden(file: string): string {
  if (!existsSync(file)) throw new Error(`There is no ${posix(relative(goldenFolder, file))}. ${howToWrite}`);
  return readFileSync(file, 'utf8');
}

function applied(difference: string, folder: string, base: string): string | undefined {
  const [patch] = parsePatch(difference) as (StructuredPatch | undefined)[];
  if (patch?.oldFileName !== base) return undefined;
  const text = applyPatch(readGolden(join(folder, base)), patch, { autoConvertLineEndings: false });
  return text === false ? undefined : text;
}

/** Leaves a file as it is whose text is right: a line that moves in the base changes no difference to it. */
function update(
  folder: string,
  name: string,
  text: string,
  base: string | undefined,
  asked: ReadonlySet<string>,
): void {
  if (base === undefined) return write(join(folder, name), text);
  if (!asked.has(base)) throw new Error(`Ask for ${base} before ${name}, so that it is up to date.`);
  const file = join(folder, `${name}.diff`);
  if (existsSync(file) && applied(readFileSync(file, 'utf8'), folder, base) === text) return;
  const baseText = readFileSync(join(folder, base), 'utf8');
  const form = { context: 1, headerOptions: FILE_HEADERS_ONLY };
  write(file, createTwoFilesPatch(base, name, baseText, text, undefined, undefined, form));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const filesOf = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => posix(relative(folder, join(each.parentPath, each.name))))
    : [];

/** False where a test failed before it asked, or was left out by a name on the command line. */
const hasPassed = (task: RunnerTask): boolean =>
  task.type === 'suite' ? task.tasks.every(hasPassed) : task.result?.state === 'pass';

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeServerPackage, root, tools } from '../../../../build/paths.mjs';
import { parsePowershell } from '../../../../src/patching/engine/powershell/parse';
import { nodesOf } from '../../../../src/patching/engine/syntaxTree';
import { patchScript } from '../../../support/patchScript';
import { powershell, withoutPowershell } from '../../../support/powershell';
import { readCommandWords } from '../../../support/powershellTrees';
import { skipUnless } from '../../../support/skip';
import { proxied } from '../../../unit/patching/engine/sites';
import { makeFile, statements } from './powershellFiles';

const madeCount = 2_500;
const seed = Number(process.env.WORDS_SEED ?? 1);

/** PowerShell's own modules, those of installed packages, and this repository's scripts; each text once. */
function installedTexts(): readonly string[] {
  const folders = [tools, join(root, 'node_modules'), codeServerPackage, join(root, 'test'), join(root, 'src')];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.psm?1$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return [...new Set(files.map((file) => readText(file)))];
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.subarray(2).toString('utf16le') : bytes.toString('utf8');
}

interface Reading {
  readonly isUnread: boolean;
  readonly commands: readonly string[];
}

/** A byte order mark counts as a blank. */
function read(text: string): Reading {
  const nodes = nodesOf(parsePowershell(text.replace(/^\ufeff/, ' ')));
  const commands = nodes
    .filter(({ type }) => type === 'command')
    .map(({ children }) => children.filter(({ isNamed, type }) => isNamed && !/^(redirection|comment)$/.test(type)))
    .map((words) => words.map(({ start, end }) => `${start}-${end}`).join(' '));
  return { isUnread: nodes.some(({ type }) => /^(ERROR|unread_statement)$/.test(type)), commands: commands.sort() };
}

type Found = Awaited<ReturnType<typeof readCommandWords>>[number];

/** What the reader and PowerShell make of texts that PowerShell reads. */
function compare(
  texts: readonly string[],
  found: readonly Found[],
): {
  readonly valid: number;
  readonly unread: readonly string[];
  readonly commands: number;
  readonly other: readonly string[];
} {
  const pairs = texts.flatMap((text, index) => {
    const theirs = found[index];
    const words = theirs?.map((each) => each.map(([start, end]) => `${start}-${end}`).join(' ')).sort();
    return words ? [{ text, words, own: read(text) }] : [];
  });
  const seen = pairs.filter(({ own }) => !own.isUnread);
  return {
    valid: pairs.length,
    unread: pairs.filter(({ own }) => own.isUnread).map(({ text }) => text),
    commands: seen.reduce((sum, { words }) => sum + words.length, 0),
    other: seen.filter(({ words, own }) => words.join('\n') !== own.commands.join('\n')).map(({ text }) => text),
  };
}

describe('files of PowerShell, beside PowerShell itself', skipUnless(powershell, withoutPowershell), () => {
  const made = Array.from({ length: madeCount }, (_, index) => makeFile(seed * 1_000_000 + index));
  const patched = made.map(({ text }) => patchScript(text, proxied, 'onboard.ps1'));
  const installed = installedTexts();
  let found: readonly Found[];
  beforeAll(async () => {
    const results = patched.map((outcome) => (outcome.ok ? outcome.value.text : ''));
    found = await readCommandWords([...installed, ...made.map(({ text }) => text), ...results]);
  }, 120_000);

  it('are all read, with the same words, where they come with what is installed', () => {
    const { valid, unread, commands, other } = compare(installed, found);
    expect([valid > 80, commands > 2_000]).toEqual([true, true]);
    expect({ unread: unread.length, other }).toEqual({ unread: 0, other: [] });
  });

  it('are all read, with the same words, where they are full of what a grammar may not know', () => {
    const texts = made.map(({ text }) => text);
    const { valid, unread, commands, other } = compare(texts, found.slice(installed.length));
    expect([valid, commands > 20_000]).toEqual([madeCount, true]);
    expect({ unread: unread.slice(0, 2), other: other.slice(0, 2) }).toEqual({ unread: [], other: [] });
    const counts = new Map(Object.keys(statements).map((each) => [each, 0]));
    for (const { used } of made) for (const each of used) counts.set(each, (counts.get(each) ?? 0) + 1);
    expect([...counts].filter(([, times]) => times < 100)).toEqual([]);
  });

  it('are patched whatever stands around, and read by PowerShell afterwards', () => {
    const refused = patched.flatMap((outcome, index) =>
      outcome.ok && outcome.value.edits.length > 0 ? [] : [{ outcome, text: made[index]?.text }],
    );
    expect(refused.slice(0, 2)).toEqual([]);
    const after = found.slice(installed.length + made.length);
    expect(after.filter((each) => each === null)).toEqual([]);
  });
});

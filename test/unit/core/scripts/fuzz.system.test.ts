import * as fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { plan } from '../../../../src/core/makePlan';
import type { Plan, Script } from '../../../../src/core/plan';
import { parseTopology } from '../../../../src/core/topology/parseTopology';
import { ansiblePlay, windowsCollection } from '../../../support/ansible';
import { powershellParser, syntaxErrors } from '../../../support/grammars';
import { run } from '../../../support/program';
import { anyDocument } from '../topology/anyDocument';

/** Tried are 150 topologies; with `PROPERTY_RUNS=10000 npm run test:system`, 10,000 in about three minutes. */
const runs = Number(process.env.PROPERTY_RUNS ?? 150);
const directory = mkdtempSync(join(tmpdir(), 'arc-fuzz-'));
afterAll(() => rmSync(directory, { recursive: true }));

const plans: readonly Plan[] = fc.sample(anyDocument, runs).map((document) => {
  const parsed = parseTopology(document);
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.error)}\n${JSON.stringify(document)}`);
  return plan(parsed.value);
});
const scripts = plans.flatMap((each) => each.scripts);
const written = (language: Script['language']): readonly Script[] =>
  scripts.filter((script) => script.language === language);

/** Writes texts as numbered files and returns their names. */
function save(texts: readonly Script[], ending: string): string[] {
  const folder = join(directory, ending);
  mkdirSync(folder);
  return texts.map(({ text }, index) => {
    const name = join(folder, `${index}.${ending}`);
    writeFileSync(name, text);
    return name;
  });
}

const portions = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

describe(`${runs} random topologies`, { timeout: 3_600_000 }, () => {
  it('give either an error or scripts, and there are many of both', () => {
    for (const { findings, scripts: given } of plans) {
      expect(findings.some(({ severity }) => severity === 'error')).toBe(given.length === 0);
    }
    const refused = plans.filter(({ scripts: given }) => given.length === 0).length;
    expect(refused).toBeGreaterThan(runs / 20);
    expect(plans.length - refused).toBeGreaterThan(runs / 5);
    expect(new Set(scripts.map(({ fileName }) => fileName)).size).toBe(11);
  });

  it('give bash that bash can read', () => {
    const files = save(written('bash'), 'sh');
    for (const portion of portions(files, 500)) {
      run('bash', 'bash', ['-c', 'for file; do bash -n "$file" || exit; done', 'bash', ...portion]);
    }
  });

  it('give bash that shellcheck has no warning for', () => {
    // Warnings follow from the shape of a script; a text of each is enough.
    const shapes = new Map(written('bash').map((script) => [shapeOf(script.text), script]));
    const texts = [...shapes.values()].slice(0, Math.max(20, runs / 100));
    const files = save(texts, 'shellcheck.sh');
    for (const portion of portions(files, 50)) run('shellcheck', 'shellcheck', ['--severity=warning', ...portion]);
  });

  it('give PowerShell that its grammar can read', async () => {
    const parse = await powershellParser();
    for (const { text, fileName } of new Map(written('powershell').map((each) => [each.text, each])).values()) {
      const root = parse(text);
      expect(syntaxErrors(root), fileName).toEqual([]);
      // Its memory is not JavaScript's, and thousands of trees do not fit.
      root.tree.delete();
    }
  });

  it('give JSON, with the values of the topology', () => {
    for (const { text } of written('json')) expect(JSON.parse(text)).toHaveProperty('GatewayId');
  });

  it('give playbooks that Ansible can read', async () => {
    windowsCollection(directory);
    const files = save(written('yaml'), 'yml');
    expect(files.length).toBeGreaterThan(0);
    for (const portion of portions(files, 100)) {
      const { code, output } = await ansiblePlay(directory, [
        '--syntax-check',
        '--inventory',
        'localhost,',
        ...portion,
      ]);
      expect([code, output.includes('ERROR')], output.slice(0, 2000)).toEqual([0, false]);
    }
  });
});

/** The script without its values: literals of the shell become one and the same. */
const shapeOf = (text: string): string => text.replace(/\$?'(?:\\.|'\\''|[^'])*'/g, `''`).replace(/^#.*$/gm, '#');

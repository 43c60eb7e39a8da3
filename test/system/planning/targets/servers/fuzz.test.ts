import * as fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { plan } from '../../../../../src/planning/makePlan';
import type { Plan } from '../../../../../src/planning/plan';
import type { Script } from '../../../../../src/planning/targets/script';
import { readSite } from '../../../../../src/planning/site/readSite';
import { ansiblePlay, windowsCollection } from '../../../../support/ansible';
import { powershellParser, syntaxErrors } from '../../../../support/grammars';
import { powershell, withoutPowershell } from '../../../../support/powershell';
import { readErrors } from '../../../../support/powershellTrees';
import { run } from '../../../../support/program';
import { skipUnless } from '../../../../support/skip';
import { anyDocument } from '../../../../unit/planning/site/anyDocument';

/** How many sites are tried; `PROPERTY_RUNS=100000 npm run test:system` for more. */
const runs = Number(process.env.PROPERTY_RUNS ?? 10_000);
const directory = mkdtempSync(join(tmpdir(), 'arc-fuzz-'));
afterAll(() => rmSync(directory, { recursive: true }));

const plans: readonly Plan[] = fc.sample(anyDocument, runs).map((document) => {
  const { site, errors } = readSite(document);
  if (!site || errors.length > 0) throw new Error(`${JSON.stringify(errors)}\n${JSON.stringify(document)}`);
  return plan(site);
});
const scripts = plans.flatMap((each) => each.scripts);
const written = (language: Script['language']): readonly Script[] =>
  scripts.filter((script) => script.language === language);

const textOf = ({ text }: Script): string => text;

/**
 * The script without its values, whose literals become one and the same. Judges that take long see one script of each
 * shape: a value that broke out of its literal would make a shape of its own.
 */
const shapeOf = ({ text, language }: Script): string =>
  text
    .replace(language === 'yaml' ? /!unsafe "(?:\\.|[^"\\])*"/g : /\$'(?:\\.|[^'\\])*'|'[^']*'(?:\\''[^']*')*/g, '?')
    .replace(/^#.*$/gm, '#');

/** The same for PowerShell, which takes four more characters for a quote. */
const powershellShape = ({ text }: Script): string =>
  text
    .replace(/['\u2018-\u201b](?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*['\u2018-\u201b]/g, '?')
    .replace(/^#.*$/gm, '#');

const different = (language: Script['language'], by: (script: Script) => string): readonly Script[] => [
  ...new Map(written(language).map((script) => [by(script), script])).values(),
];

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

  it('hold the agent’s words for what bypasses the proxy for', () => {
    const words = scripts.flatMap(({ text }) => /^bypass='(.*)'$/m.exec(text)?.[1]?.split(',') ?? []);
    expect([...new Set(words)].sort()).toEqual(['AAD', 'AMA', 'ARM', 'Arc', 'ArcData']);
  });

  it('give bash that bash can read', () => {
    const files = save(different('bash', textOf), 'sh');
    for (const portion of portions(files, 500)) {
      run('bash', 'bash', ['-c', 'for file; do bash -n "$file" || exit; done', 'bash', ...portion]);
    }
  });

  it('give bash that shellcheck has no warning for', () => {
    const files = save(different('bash', shapeOf), 'shellcheck.sh');
    for (const portion of portions(files, 50)) run('shellcheck', 'shellcheck', ['--severity=warning', ...portion]);
  });

  it('give PowerShell that its grammar can read', async () => {
    const parse = await powershellParser();
    const shapes = different('powershell', powershellShape);
    // It is slow, and stands in for the real parser, which reads every text.
    for (const { text, fileName } of powershell ? shapes.slice(0, 200) : shapes) {
      const root = parse(text);
      expect(syntaxErrors(root), fileName).toEqual([]);
      // Its memory is not JavaScript's, and thousands of trees do not fit.
      root.tree.delete();
    }
  });

  it('give PowerShell that PowerShell can read', skipUnless(powershell, withoutPowershell), async () => {
    const texts = different('powershell', textOf).map(textOf);
    expect(texts.length).toBeGreaterThan(runs / 10);
    const found = await readErrors(texts);
    expect(found).toHaveLength(texts.length);
    const wrong = found.flatMap(({ errors, newer }, index) =>
      errors.length + newer.length > 0 ? [{ text: texts[index], errors, newer }] : [],
    );
    expect(wrong).toEqual([]);
  });

  it('give JSON, with the values of the topology', () => {
    for (const { text } of written('json')) expect(JSON.parse(text)).toHaveProperty('GatewayId');
  });

  it('give playbooks that Ansible can read', async () => {
    windowsCollection(directory);
    const files = save(different('yaml', shapeOf), 'yml');
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

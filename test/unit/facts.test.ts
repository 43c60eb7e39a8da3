import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import features from '../../src/kernel/knowledge/data/agentFeatures.json';
import nameLimits from '../../src/kernel/knowledge/data/nameLimits.json';
import pages from '../../src/kernel/knowledge/data/pages.json';
import roles from '../../src/kernel/knowledge/data/roles.json';

const root = join(import.meta.dirname, '..', '..');

const nouns = 'gateways|servers|machines|clusters|subscriptions|characters|letters|tags|requests|minutes|hours';
const numberWords = 'two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|fifty|hundred|thousand';
const roleNames = Object.values(roles).map(({ name }) => name);

/** What belongs into a data file, with its `source` and `asOf`, by the forms it takes in texts. */
const patterns: Readonly<Record<string, RegExp>> = {
  version: /(?<![\d.-])1\.\d\d(?:\.\d+)*(?![\d-])/,
  port: /(?<!\d)40343(?!\d)/,
  page: /\b(?:(?:learn|docs|man|support|techcommunity)\.[\w-]+\.(?:com|org|io|net)|github\.com)\/\w/,
  dated: /\((?:read )?20\d\d-\d\d(?:-\d\d)?\)/,
  limit: new RegExp(
    `\\b(?:${numberWords}|[1-9][\\d,]*)(?: of [\\w ]+)? (?:${nouns})\\b|\\b(?:${numberWords}) (?:are|is) allowed`,
    'i',
  ),
  role: new RegExp(`\\b(?:${roleNames.filter((name) => name.includes(' ')).join('|')})\\b|\\bthe role [A-Z]`),
};

interface BareFact {
  readonly kind: string;
  readonly line: number;
  readonly text: string;
}

/** The facts that a source text states in its strings, templates, regular expressions and numbers. */
function bareFacts(source: string): BareFact[] {
  const file = ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest, true);
  const found: BareFact[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    for (const [kind, pattern] of text === undefined ? [] : Object.entries(patterns)) {
      const [match] = pattern.exec(text ?? '') ?? [];
      if (match === undefined) continue;
      found.push({ kind, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: match });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    return node.text;
  if (ts.isNumericLiteral(node)) return node.getText().replaceAll('_', '');
  return ts.isRegularExpressionLiteral(node) ? node.text.replaceAll('\\.', '.') : undefined;
}

const sources = ['src', 'webview']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts') && !file.split(/[\\/]/).includes('data'));

describe('facts', () => {
  test.each([
    ['version', "if (isOlderAgent(version, '1.51')) return 'old';"],
    ['version', 'const text = `Agents before 1.64 have no ${what}.`;'],
    ['version', 'const old = /^1\\.50\\./;'],
    ['port', 'if (port === 40_343) return true;'],
    ['port', "const name = 'localhost:40343';"],
    ['page', "const page = 'https://learn.microsoft.com/azure/azure-arc/servers/arc-gateway';"],
    ['dated', "const source = 'docs.paloaltonetworks.com, Guidelines (2026-11)';"],
    ['limit', "const text = 'A subscription can have five gateways.';"],
    ['limit', 'const text = `It carries 2,000 servers.`;'],
    ['limit', "const text = 'It has at most 54 letters.';"],
    ['role', "const needs = 'the role Azure Connected Machine Onboarding on the group';"],
    ['role', 'const needs = `the role Owner on ${scope}`;'],
  ])('a %s is found in code: %s', (kind, source) => {
    expect(bareFacts(source).map((fact) => fact.kind)).toContain(kind);
  });

  test('are not looked for in comments', () => {
    expect(bareFacts('// Agents from 1.51: learn.microsoft.com/azure/azure-arc (2026-11).\nconst limit = 5;')).toEqual(
      [],
    );
  });

  test('are in data files, and the code has none', () => {
    expect(sources.length).toBeGreaterThan(400);
    const found = sources.flatMap((file) =>
      bareFacts(readFileSync(join(root, file), 'utf8')).map(
        ({ kind, line, text }) => `${file}:${line} ${kind}: ${text}`,
      ),
    );

    expect(found.join('\n')).toBe('');
  });

  test('have a source and a date', () => {
    const rows = [...Object.values(roles), ...Object.values(pages), ...Object.values(nameLimits), ...features];
    expect(rows.length).toBeGreaterThan(25);
    for (const { source, asOf } of rows) {
      expect(source).not.toBe('');
      expect(asOf).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
    }
  });
});

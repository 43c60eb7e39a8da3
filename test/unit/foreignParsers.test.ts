import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/kernel/json';
import { readEvidence } from '../../src/verification/engine/evidence';
import { parseConnectionSettings } from '../../src/association/engine/machine/connectionSettings';
import { readResource } from '../../src/verification/engine/resultHistory';
import { parseConfig } from '../../src/verification/engine/parseConfig';
import { parseShow } from '../../src/verification/engine/parseShow';
import { foreignParsers } from '../support/foreignParsers';
import { expectNoThrow, expectNothingBuiltIn } from '../support/foreignRuns';
import { samples } from '../support/foreignTexts';

const source = resolve(import.meta.dirname, '../../src');

/** Readers that are in no row of the table, each with the reason. */
const elsewhere: Readonly<Record<string, string>> = {
  parseBash: 'a script, read by the grammars of the languages; the tests of patching attack it',
  decodeAnsi: 'the text in quotes of such a script',
  readBash: 'the same',
  readPowershell: 'the same',
  readTasks: 'the same',
  readYaml: 'the same',
  readVersions: 'the JSON of `kubectl version`; the tests of clusters give it anything',
};

describe('what reads foreign text', () => {
  it('is in the table, or is known to be tested elsewhere', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const readers = files.flatMap((file) =>
      [
        ...readFileSync(join(source, file), 'utf8').matchAll(
          /^export (?:function|const) ((?:parse|read|decode|replay|detect|loose)[A-Z]\w*)(?:\(| = \()(\w+): (?:string|unknown)/gm,
        ),
      ].map(([, name = '']) => name),
    );
    expect(readers.length).toBeGreaterThan(25);
    expect(readers.filter((name) => !Object.hasOwn(foreignParsers, name) && !Object.hasOwn(elsewhere, name))).toEqual(
      [],
    );
  });

  it('never throws', () => {
    expectNoThrow(1000, 1);
    for (const [name, parse] of Object.entries(foreignParsers)) {
      // Each tells at least one sample from the others: none of them is a row that reads nothing.
      expect(new Set(samples.map((text) => inspect(parse(text), { depth: 4 }))).size, name).toBeGreaterThan(1);
    }
    // Thousands of texts, on a machine that may be busy.
  }, 60_000);

  it('takes no name of an object for a setting, a field or a service', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const text = `{"${name}":"Connected","services":{"${name}":"running"},"a.${name}":"x","status":"Connected"}`;
      const shown = parseShow(text);
      expect(Object.keys(shown).sort(), name).toEqual(['services', 'status']);
      expect([...shown.services]).toEqual([[name.toLowerCase(), 'running']]);
      expect(parseConfig(text).get(`a.${name}`.toLowerCase())).toBe('x');
      expect(parseConnectionSettings(`connection.type=${name}\nproxy.url=`), name).toBeUndefined();
      expect(readResource(JSON.parse(`{"subject":{"name":"a","kind":"${name}"},"checks":[]}`)), name).toBeUndefined();
    }
  });

  it('answers with nothing that all objects have, whatever word is its name', () => {
    expectNothingBuiltIn(1000, 3);
  }, 60_000);

  it('says nothing of a setting without a value', () => {
    expect(parseConfig('[{"key":"connection.type"}]').size).toBe(0);
    expect(readEvidence('@@config\n[{"key":"connection.type"}]\n@@config:0\n')).not.toHaveProperty('connectionType');
  });
});

describe('JSON of others', () => {
  it('is read up to a depth, whatever stands there', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
    expect(parseJson(nested(64))).toMatchObject({ ok: true });
    expect(parseJson(nested(65))).toEqual({ ok: false, error: 'tooDeep' });
    expect(parseJson(nested(1_000_000))).toEqual({ ok: false, error: 'tooDeep' });
    expect(parseJson(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`)).toEqual({ ok: false, error: 'tooDeep' });
    expect(parseJson('['.repeat(2000))).toEqual({ ok: false, error: 'noJson' });
    expect(parseJson('1', { depth: 0 })).toEqual({ ok: true, value: 1 });
    expect(parseJson('[1, 2]', { characters: 5 })).toEqual({ ok: false, error: 'tooLong' });
    expect(parseJson('\ufeff{}')).toEqual({ ok: true, value: {} });
    expect(parseJson('')).toEqual({ ok: false, error: 'noJson' });
  });

  it('adds nothing to what all objects have', () => {
    const read = parseJson('{"__proto__":{"isEvil":true}}');
    expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('isEvil');
  });
});

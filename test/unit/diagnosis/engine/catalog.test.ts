import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import agentCodes from '../../../../src/diagnosis/engine/data/agentCodes.json';
import clusterCodes from '../../../../src/diagnosis/engine/data/clusterCodes.json';
import observations from '../../../../src/diagnosis/engine/data/observations.json';
import scriptFixes from '../../../../src/diagnosis/engine/data/scriptFixes.json';
import symptoms from '../../../../src/diagnosis/engine/data/symptoms.json';
import { exitCodes } from '../../../../src/planning/targets/servers/exitCodes';

const sentence = { type: 'string', pattern: '^\\S.*[\\S]$', minLength: 8 };
const groupsOf = (properties: object, required: readonly string[]): object => ({
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['source', 'asOf', 'entries'],
    properties: {
      source: { type: 'string', pattern: '^(learn\\.microsoft\\.com|github\\.com)/\\S' },
      asOf: { type: 'string', pattern: '^20\\d\\d-[01]\\d-[0-3]\\d$' },
      entries: {
        type: 'array',
        minItems: 1,
        items: { type: 'object', additionalProperties: false, required: [...required, 'cause', 'fix'], properties },
      },
    },
  },
});
const texts = { cause: sentence, fix: sentence };
const sign = { type: 'array', minItems: 1, items: { type: 'string', minLength: 3, pattern: '^[^A-Z]*$' } };
/** One word of it is searched for, so it is a rare one. The others stand beside it; `@` ends the user in a URL. */
const signOfLine = {
  type: 'array',
  minItems: 1,
  items: { anyOf: [sign.items, { const: '@' }] },
  contains: { type: 'string', minLength: 5 },
};

const violations = (schema: object, data: unknown): unknown => {
  const validate = new Ajv().compile(schema);
  return validate(data) ? [] : validate.errors;
};

describe('the catalog', () => {
  it('has agent codes of one form, each number once for a system', () => {
    const properties = {
      ...texts,
      number: { type: 'integer', minimum: 0, maximum: 255 },
      system: { enum: ['Linux', 'Windows'] },
      severity: { enum: ['info'] },
    };
    expect(violations(groupsOf(properties, ['number']), agentCodes)).toEqual([]);
    const rows = agentCodes.flatMap(({ entries }) => entries);
    expect(new Set(rows.map(({ number, ...rest }) => `${number} ${'system' in rest ? rest.system : ''}`)).size).toBe(
      rows.length,
    );
    expect(new Set(rows.map(({ number }) => number)).size).toBe(71);
  });

  it('has all 71 codes of connectedk8s', () => {
    const properties = { ...texts, code: { type: 'string', pattern: '^AZK8S0\\d{3}$' } };
    expect(violations(groupsOf(properties, ['code']), clusterCodes)).toEqual([]);
    expect(new Set(clusterCodes.flatMap(({ entries }) => entries.map(({ code }) => code))).size).toBe(71);
  });

  it('has failures of one form, whose signs are in lower case, and which name only each other', () => {
    const properties = {
      ...texts,
      id: { type: 'string', pattern: '^[a-z]+\\.[a-zA-Z0-9]+$' },
      title: sentence,
      signs: { type: 'array', minItems: 1, items: signOfLine },
      severity: { enum: ['warning', 'info'] },
      unless: { type: 'array', minItems: 1, items: { type: 'string' } },
      harmless: sign,
    };
    expect(violations(groupsOf(properties, ['id', 'title', 'signs']), symptoms)).toEqual([]);
    const entries = symptoms.flatMap((group): readonly { id: string; unless?: string[] }[] => group.entries);
    const ids = entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { unless = [] } of entries) expect(ids).toEqual(expect.arrayContaining(unless));
  });

  it('has a source for what it follows from values', () => {
    const form = groupsOf({ id: { type: 'string' }, title: sentence, since: { type: 'string' }, ...texts }, [
      'id',
      'title',
    ]);
    const groups = Object.values(observations).map(({ source, asOf, ...entry }) => ({
      source,
      asOf,
      entries: [entry],
    }));
    expect(violations(form, groups)).toEqual([]);
  });

  it('has a fix for each exit code of our scripts, and for nothing else', () => {
    const failing = Object.keys(exitCodes).filter((name) => name !== 'done');
    expect(Object.keys(scriptFixes.fixes).sort()).toEqual(failing.sort());
  });
});

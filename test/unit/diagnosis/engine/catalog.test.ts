import Ajv from 'ajv';
import { check } from 'recheck';
import { describe, expect, it } from 'vitest';
import agentCodes from '../../../../src/diagnosis/engine/data/agentCodes.json';
import clusterCodes from '../../../../src/diagnosis/engine/data/clusterCodes.json';
import entraCodes from '../../../../src/diagnosis/engine/data/entraCodes.json';
import httpStatuses from '../../../../src/diagnosis/engine/data/httpStatuses.json';
import observations from '../../../../src/diagnosis/engine/data/observations.json';
import podStates from '../../../../src/diagnosis/engine/data/podStates.json';
import scriptFixes from '../../../../src/diagnosis/engine/data/scriptFixes.json';
import symptoms from '../../../../src/diagnosis/engine/data/symptoms.json';
import { normalize } from '../../../../src/diagnosis/engine/search/normalize';
import signInErrors from '../../../../src/kernel/knowledge/data/signInErrors.json';
import { instanceExitCodes } from '../../../../src/planning/targets/azureLocal/exitCodes';
import { clusterExitCodes } from '../../../../src/planning/targets/clusters/exitCodes';
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

interface Symptom {
  readonly id: string;
  readonly signs?: readonly (readonly string[])[];
  readonly patterns?: readonly string[];
  readonly unless?: readonly string[];
  readonly unlessInLine?: readonly string[];
}

const entries = symptoms.flatMap((group): readonly Symptom[] => group.entries);

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
      id: { type: 'string', pattern: '^[a-z][a-zA-Z]*\\.[a-zA-Z0-9]+$' },
      title: sentence,
      signs: { type: 'array', minItems: 1, items: signOfLine },
      severity: { enum: ['warning', 'info'] },
      patterns: { type: 'array', minItems: 1, items: { type: 'string', minLength: 5 } },
      unless: { type: 'array', minItems: 1, items: { type: 'string' } },
      unlessInLine: { type: 'array', minItems: 1, items: { type: 'string' } },
      harmless: sign,
      namesHost: { const: true },
    };
    expect(violations(groupsOf(properties, ['id', 'title']), symptoms)).toEqual([]);
    const ids = entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, signs = [], patterns = [], unless = [], unlessInLine = [] } of entries) {
      expect(ids).toEqual(expect.arrayContaining([...unless, ...unlessInLine]));
      expect([...signs, ...patterns].length, id).toBeGreaterThan(0);
      expect(new Set(signs.map((each) => each.join('\n'))).size, id).toBe(signs.length);
    }
  });

  it('searches for signs as the normalized text has them', () => {
    const written = entries.flatMap(({ signs = [] }) => signs.flat());
    for (const each of written) {
      expect(each).toMatch(/^[\x20-\x7e]+$/);
      expect(normalize(`x${each}x`).text).toBe(`x${each}x`);
    }
  });

  it('has patterns that take linear time', { timeout: 120_000 }, async () => {
    const patterns = entries.flatMap((each) => each.patterns ?? []);
    expect(patterns.length).toBeGreaterThan(10);
    for (const pattern of patterns) {
      const { status } = await check(pattern, 'g', { timeout: 20_000 });
      expect(status, pattern).toBe('safe');
    }
  });

  it('explains the codes of Microsoft Entra that sign-in knows', () => {
    const properties = { ...texts, codes: { type: 'array', minItems: 1, items: { type: 'integer' } } };
    expect(violations(groupsOf(properties, ['codes']), entraCodes)).toEqual([]);
    const codes = entraCodes.flatMap((group) => group.entries.flatMap((each) => each.codes));
    const ofSignIn = signInErrors.flatMap((each) => each.codes);
    expect(codes.toSorted()).toEqual(ofSignIn.toSorted());
  });

  it('has statuses of HTTP of one form', () => {
    const properties = { ...texts, status: { type: 'integer', minimum: 400, maximum: 599 }, when: sentence };
    expect(violations(groupsOf(properties, ['status']), httpStatuses)).toEqual([]);
  });

  it('has states of pods, whose problems are in the catalog', () => {
    const ids = new Set(entries.map(({ id }) => id));
    for (const { id } of [...podStates.classes, podStates.identity]) expect(ids).toContain(id);
    expect(ids).not.toContain(podStates.notReady.id);
    const states = [...podStates.classes.flatMap((each) => each.states), ...podStates.ended];
    expect(new Set(states).size).toBe(states.length);
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
    const failing = (codes: object) => Object.keys(codes).filter((name) => name !== 'done');
    expect(Object.keys(scriptFixes.servers).sort()).toEqual(failing(exitCodes).sort());
    expect(Object.keys(scriptFixes.clusters).sort()).toEqual(failing(clusterExitCodes).sort());
    expect(Object.keys(scriptFixes.azureLocal).sort()).toEqual(failing(instanceExitCodes).sort());
  });
});

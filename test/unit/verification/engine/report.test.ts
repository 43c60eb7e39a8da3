import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIds } from '../../../../src/kernel/checkIds';
import { failureCodes } from '../../../support/failures';
import {
  checkOutcomes,
  type CheckOutcome,
  type CheckResult,
  type ComparedItem,
  notAskedReasons,
} from '../../../../src/verification/engine/checkResult';
import { type CheckDrift, driftSince, englishDrift, lastKnown } from '../../../../src/verification/engine/drift';
import texts from '../../../../src/verification/engine/data/valueTexts.json' with { type: 'json' };
import { targetKey, type VerificationReport, type VerifiedResource } from '../../../../src/verification/engine/report';
import { reportJson } from '../../../../src/verification/engine/reportJson';
import { reportJunit } from '../../../../src/verification/engine/reportJunit';
import { reportMarkdown } from '../../../../src/verification/engine/reportMarkdown';
import { readResource, ResultHistory } from '../../../../src/verification/engine/resultHistory';
import type { ShownValue, TextCode } from '../../../../src/verification/engine/shownValue';
import { coded } from '../../../../src/verification/engine/verdicts';
import { expectHits } from '../../../support/hits';

const one = (value: ShownValue): readonly ComparedItem[] => [{ value }];
const check = (outcome: CheckOutcome, more: Partial<CheckResult> = {}): CheckResult => ({
  id: 'agent.status',
  outcome,
  expected: one('Connected'),
  observed: one(outcome === 'passed' ? 'Connected' : 'Disconnected'),
  ...more,
});
const hosts = (...codes: readonly TextCode[]): readonly ComparedItem[] =>
  codes.map((code, index) => ({ subject: `${'ab'[index]}.azure.com`, value: coded(code) }));
const bothReachable = hosts('reachable', 'reachable');
const endpoints = check('failed', {
  id: 'network.endpoints',
  expected: bothReachable,
  observed: hosts('reachable', 'notReachable'),
});
const resource = (
  name: string,
  checks: readonly CheckResult[],
  more: Partial<VerifiedResource> = {},
): VerifiedResource => ({
  subject: { name, kind: 'machine' },
  gateway: 'gw-hub',
  way: 'ssh',
  checks,
  ...more,
});
const reportOf = (resources: readonly VerifiedResource[], scope: ShownValue = 'gw-hub'): VerificationReport => ({
  at: '2026-11-20T12:00:00.000Z',
  scope,
  resources,
  drift: [],
});
const example = reportOf([
  resource('srv-good', [check('passed')]),
  resource('srv-bad', [
    check('failed'),
    endpoints,
    check('unknown', { id: 'gateway.url', observed: one(coded('notReported')) }),
  ]),
  resource('k8s', [check('skipped')], { subject: { name: 'k8s', kind: 'cluster' } }),
]);

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    '| a | b |',
    ']]>',
    '</failure>',
    '`code`',
    '&amp;',
    '\u001b[31mred',
    '"\'><x y="',
    '[l](javascript:x)',
    '\ud800',
    '\n# h\n',
  ),
);
const anyArgument = fc.oneof(nasty, fc.nat(3000), fc.array(nasty, { maxLength: 3 }));
const anyValue = fc.oneof(
  nasty,
  fc.record({
    code: fc.constantFrom(...(Object.keys(texts.texts) as TextCode[])),
    args: fc.dictionary(fc.constantFrom('time', 'count', 'hosts', 'reason', 'value'), anyArgument, { minKeys: 1 }),
  }),
  fc.record({
    failure: fc.record({ code: fc.constantFrom(...failureCodes), host: nasty, tail: nasty }),
    words: nasty,
    language: fc.constantFrom('en', 'de'),
  }),
);
const anyItems = fc.array(fc.record({ subject: nasty, value: anyValue }, { requiredKeys: ['value'] }), {
  minLength: 1,
  maxLength: 3,
});
const anyCheck = fc.record(
  {
    id: fc.constantFrom(...checkIds),
    outcome: fc.constantFrom<CheckOutcome>(...checkOutcomes),
    expected: anyItems,
    observed: anyItems,
    notAsked: fc.constantFrom(...notAskedReasons),
    consequenceOf: fc.constantFrom(...checkIds),
    why: nasty,
    os: fc.constantFrom('linux' as const, 'windows' as const),
  },
  { requiredKeys: ['id', 'outcome', 'expected', 'observed'] },
);
const anyReport = fc
  .array(
    fc.record({
      subject: fc.record({
        name: nasty,
        kind: fc.constantFrom('machine' as const, 'cluster' as const),
        resourceId: nasty,
      }),
      gateway: nasty,
      way: nasty,
      checks: fc.array(anyCheck, { maxLength: 4 }),
    }),
    { maxLength: 4 },
  )
  .chain((resources) => anyValue.map((scope) => reportOf(resources, scope)));

/** The rows of every table: as many cells each as the header has. */
function cellCounts(markdown: string): number[][] {
  const blocks = markdown.split(/\n\n/).filter((block) => block.startsWith('|'));
  return blocks.map((block) =>
    block
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/(?<!\\)\|/).length),
  );
}

describe('the report for people', () => {
  const text = reportMarkdown({
    ...example,
    drift: [{ name: 'srv-bad', kind: 'broke', before: check('passed'), after: check('failed') }],
  });

  it('tells what is not as expected, why, and what drifted', () => {
    expect(text).toContain('# Verification of gw-hub\n');
    expect(text).toContain('1 passed, 1 failed, 1 skipped');
    expect(text).toContain('## Changes since the last verification');
    expect(text).toContain('| srv-bad | The agent is connected | broke | passed: Connected | failed: Disconnected |');
    expect(text).toContain('## srv-bad: failed');
    expect(text).toContain(
      '### Every endpoint is reachable: failed\n\n- Expected: all 2: reachable\n- Observed: `b.azure.com`: not reachable\n- Likely cause: A firewall or proxy blocks',
    );
    expect(text).toContain('| srv-bad | gw-hub | SSH | failed |');
    expect(text).toContain('\nNov 20, 2026, 12:00 PM UTC: ');
  });

  it('says of whom and of which tenant it is, and that the sample is invented', () => {
    const origin = { tenantId: '99999999-8888-7777-6666-555555555555', account: 'ada@contoso.com' };
    const real = reportMarkdown({ ...example, ...origin });
    expect(real).toContain('- Tenant: `99999999-8888-7777-6666-555555555555`\n- Account: `ada@contoso.com`\n');
    expect(real).not.toContain('sample');
    const sample = { ...example, isSample: true } as const;
    expect(reportMarkdown(sample)).toContain('sample tenant');
    expect(JSON.parse(reportJson({ ...sample, ...origin }))).toMatchObject({
      at: example.at,
      isSample: true,
      ...origin,
    });
    expect(text).not.toContain('## srv-good');
  });

  it('names the checks that were not asked, and why, in one line', () => {
    const silent = check('notJudged', {
      observed: one('nobody there'),
      notAsked: 'noAnswer',
      consequenceOf: 'machine.reached',
    });
    const report = reportOf([resource('srv', [check('failed'), silent, silent])]);
    expect(reportMarkdown(report)).toContain(
      'Not judged because the machine did not answer: The agent is connected · The agent is connected.\n',
    );
  });

  it('holds whatever a machine says inside its cell', () => {
    const hits = { tables: 0, tags: 0 };
    fc.assert(
      fc.property(anyReport, (report) => {
        const markdown = reportMarkdown(report);
        if (/<[a-z!/]/i.test(markdown)) hits.tags += 1;
        for (const counts of cellCounts(markdown)) {
          hits.tables += 1;
          expect(new Set(counts).size).toBe(1);
        }
        // Between backticks, HTML is only text.
        expect(markdown.replace(/(?<!\\)`[^`\n]*`/g, '')).not.toMatch(/(?<!\\)<[a-z!/]/i);
        expect(markdown).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
        expect(markdown.match(/^# /gm)).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
    expectHits(hits, 5);
  });
});

/** A reader of XML that accepts nothing that is not well formed, and gives the elements in order. */
function readXml(xml: string): { name: string; attributes: Record<string, string>; text: string }[] {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: typeof elements = [];
  const token = /<\?xml [^?]*\?>|<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let end = 0;
  for (let match = token.exec(xml); match; match = token.exec(xml)) {
    end = token.lastIndex;
    const [, closing, name, attributes = '', single, text] = match;
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot);)/.test(text) || text.includes(']]>')) throw new Error(`not well formed: ${text}`);
      const last = open.at(-1);
      if (last) last.text += text;
    } else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`unexpected end of ${name ?? ''}`);
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map(
        ([, key = '', value = '']) => [key, value] as const,
      );
      const element = { name, attributes: Object.fromEntries(pairs), text: '' };
      elements.push(element);
      if (!single) open.push(element);
    }
  }
  if (end !== xml.length || open.length > 0) throw new Error(`not well formed at ${end}: ${xml.slice(end, end + 60)}`);
  return elements;
}

describe('the report for pipelines', () => {
  it('is JUnit XML: failed is a failure, unknown an error', () => {
    const elements = readXml(reportJunit(example));
    const [root] = elements;
    expect(root).toMatchObject({
      name: 'testsuites',
      attributes: { name: 'gw-hub', tests: '5', failures: '2', errors: '1', skipped: '1' },
    });
    expect(elements.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes.name)).toEqual([
      'srv-good',
      'srv-bad',
      'k8s',
    ]);
    const [failure] = elements.filter(({ name }) => name === 'failure');
    expect(failure?.attributes).toEqual({ message: 'expected Connected; observed Disconnected', type: 'agent.status' });
    expect(failure?.text).toContain('Expected:\nConnected\nObserved:\nDisconnected\nLikely cause: ');
    expect(failure?.text).toMatch(/\nWhat to do: .*\nSource: .*\(20\d\d-\d\d\)$/);
    expect(elements.filter(({ name }) => name === 'error')).toHaveLength(1);
    expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(5);
  });

  it('is well formed, and counts right, whatever a machine says', () => {
    const hits = { passed: 0, failed: 0, unknown: 0, notJudged: 0, skipped: 0 };
    fc.assert(
      fc.property(anyReport, (report) => {
        const xml = reportJunit(report);
        expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        const elements = readXml(xml);
        const checks = report.resources.flatMap((each) => each.checks);
        for (const { outcome } of checks) hits[outcome] += 1;
        expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(checks.length);
        for (const [name, ...outcomes] of [
          ['failure', 'failed'],
          ['error', 'unknown'],
          ['skipped', 'skipped', 'notJudged'],
        ]) {
          expect(elements.filter((each) => each.name === name)).toHaveLength(
            checks.filter(({ outcome }) => outcomes.includes(outcome)).length,
          );
        }
      }),
    );
    expectHits(hits, 10);
  });
});

describe('the report as JSON', () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../media/verification.schema.json'), 'utf8'),
  ) as object;
  const validate = new Ajv({ strict: false }).compile(schema);
  const drift: CheckDrift[] = [{ name: 'a', kind: 'mended', before: check('failed'), after: check('passed') }];

  it('fits its schema, whatever a machine says', () => {
    const hits = { several: 0, single: 0 };
    fc.assert(
      fc.property(anyReport, (report) => {
        const value: unknown = JSON.parse(reportJson({ ...report, drift }));
        expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
        for (const { observed } of report.resources.flatMap(({ checks }) => checks))
          hits[observed.length > 1 ? 'several' : 'single'] += 1;
      }),
    );
    expectHits(hits, 10);
  });

  it('has one line for each value, and says cause and fix of what is not as expected', () => {
    const { resources } = JSON.parse(reportJson(example)) as { readonly resources: readonly { checks: unknown }[] };
    expect(resources[1]?.checks).toMatchObject([
      {
        title: 'The agent is connected',
        expected: 'Connected',
        observed: 'Disconnected',
        cause: expect.stringMatching(/./) as string,
        fix: expect.stringMatching(/./) as string,
      },
      { observed: 'a.azure.com: reachable\nb.azure.com: not reachable' },
      { outcome: 'unknown', observed: 'not reported' },
    ]);
  });

  it('has a schema that refuses what is none', () => {
    for (const value of [{}, { ...example, version: 2 }, { ...example, resources: [{ subject: {}, checks: [] }] }]) {
      expect(validate(value)).toBe(false);
    }
  });
});

describe('the history of results', () => {
  it('comes back as it was stored', () => {
    const hits = { values: 0, texts: 0 };
    fc.assert(
      fc.property(anyReport, ({ resources }) => {
        const stored = JSON.parse(JSON.stringify(resources)) as unknown[];
        expect(stored.map(readResource)).toEqual(resources);
        for (const { value } of resources.flatMap(({ checks }) => checks).flatMap(({ observed }) => observed))
          hits[typeof value === 'string' ? 'values' : 'texts'] += 1;
      }),
    );
    expectHits(hits, 10);
  });

  it('leaves out a check that a later version has', () => {
    const [first] = example.resources;
    const later = { ...first, checks: [{ ...check('passed'), id: 'agent.mood' }] };
    expect(readResource(later)).toMatchObject({ checks: [] });
  });

  it('takes nothing that is none of its values', () => {
    for (const value of [
      7,
      null,
      { code: 'constructor' },
      { code: 'none', args: { a: {} } },
      { failure: { code: 'x' } },
    ]) {
      expect(readResource({ ...example.resources[0], checks: [{ ...check('passed'), observed: [{ value }] }] })).toBe(
        undefined,
      );
    }
  });

  it('compares with English text of an older version only by its outcome', () => {
    const old = { ...check('failed'), expected: 'Connected', observed: 'not\nsaid' };
    const history = new ResultHistory([{ ...resource('srv', []), checks: [old] }]);
    const kindsOf = (outcome: CheckOutcome) =>
      history.reportOn('', '', [resource('srv', [check(outcome)])]).drift.map(({ kind }) => kind);
    expect([kindsOf('failed'), kindsOf('passed')]).toEqual([[], ['mended']]);
    expect(new ResultHistory(JSON.parse(JSON.stringify(history.entries)) as unknown[]).entries).toEqual(
      history.entries,
    );
  });

  it('does not call an error in another language a difference', () => {
    const failed = (language: string) =>
      check('failed', {
        observed: one({ failure: { code: 'Unreachable', host: 'a', cause: 'dns' }, words: language, language }),
      });
    const history = new ResultHistory([resource('srv', [failed('de')])]);
    expect(history.reportOn('', '', [resource('srv', [failed('en')])]).drift).toEqual([]);
  });

  it('keeps the newest, and the answers of a machine that has fallen silent', () => {
    const history = new ResultHistory([]);
    history.remember(Array.from({ length: 3001 }, (_, index) => resource(`srv-${index}`, [check('passed')])));
    history.remember([resource('srv-1', [check('notJudged', { notAsked: 'noAnswer' })])]);
    expect(history.entries).toHaveLength(3000);
    expect(history.entries.at(-1)).toEqual(resource('srv-1', [check('passed')]));
  });
});

describe('drift', () => {
  const seen = (...resources: VerifiedResource[]) => new Map(resources.map((each) => [targetKey(each.subject), each]));
  const since = (before: readonly CheckResult[], after: readonly CheckResult[]): string[] =>
    driftSince(seen(resource('SRV', before)), [resource('srv', after)]).map(({ kind }) => kind);

  it('is what broke, what was mended and what looks different', () => {
    expect(since([check('passed')], [check('failed')])).toEqual(['broke']);
    expect(since([check('passed')], [check('unknown')])).toEqual(['broke']);
    expect(since([check('failed')], [check('passed')])).toEqual(['mended']);
    expect(since([check('failed')], [check('failed', { observed: one('Expired') })])).toEqual(['changed']);
    expect(since([check('passed')], [check('passed')])).toEqual([]);
    expect(since([], [check('failed')])).toEqual([]);
  });

  it('is no other heartbeat', () => {
    const beat = (count: number): CheckResult =>
      check('passed', { id: 'agent.heartbeat', observed: one(coded('minutesAgo', { time: 'x', count })) });
    expect(since([beat(1)], [beat(2)])).toEqual([]);
  });

  it('is, of a machine that falls silent and answers again, the silence and what changed meanwhile', () => {
    const reached = (outcome: CheckOutcome) => check(outcome, { id: 'machine.reached', observed: one(outcome) });
    const silent = check('notJudged', {
      observed: one('nobody there'),
      notAsked: 'noAnswer',
      consequenceOf: 'machine.reached',
    });
    const before = resource('srv', [reached('passed'), check('passed')]);
    const away = resource('srv', [reached('failed'), silent]);
    const after = resource('srv', [reached('passed'), check('failed')]);
    const kinds = (then: VerifiedResource, now: VerifiedResource): string[] =>
      driftSince(seen(then), [now]).map(({ after: { id }, kind }) => `${id}: ${kind}`);
    expect(kinds(before, away)).toEqual(['machine.reached: broke']);
    expect(kinds(lastKnown(before, away), after)).toEqual(['machine.reached: mended', 'agent.status: broke']);
    expect(kinds(lastKnown(undefined, away), after)).toEqual(['machine.reached: mended']);
  });

  it('names what differs of a long list', () => {
    const [drifted] = driftSince(
      seen(resource('srv', [{ ...endpoints, outcome: 'passed', observed: bothReachable }])),
      [resource('srv', [endpoints])],
    );
    expect(drifted && englishDrift(drifted)).toMatchObject({
      before: 'passed: all 2 as expected',
      after: 'failed: b.azure.com: not reachable',
    });
  });
});

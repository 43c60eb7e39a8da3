import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../../../../src/kernel/present';
import { checkIds } from '../../../../src/kernel/checkIds';
import {
  type CheckResult,
  checkTitle,
  type ComparedItem,
  itemText,
  notAskedReasons,
  type CheckOutcome,
} from '../../../../src/verification/engine/checkResult';
import { type CheckDrift, driftSince, driftTexts, lastKnown } from '../../../../src/verification/engine/drift';
import {
  reportOf,
  targetKey,
  type VerificationReport,
  type VerifiedResource,
} from '../../../../src/verification/engine/report';
import { reportJson, resourceFrom } from '../../../../src/verification/engine/reportJson';
import { reportJunit } from '../../../../src/verification/engine/reportJunit';
import { reportMarkdown } from '../../../../src/verification/engine/reportMarkdown';
import { expectHits } from '../../../support/hits';

const check = (outcome: CheckOutcome, more: Partial<CheckResult> = {}): CheckResult => ({
  id: 'agent.status',
  title: checkTitle('agent.status'),
  outcome,
  expected: 'Connected',
  observed: outcome === 'passed' ? 'Connected' : 'Disconnected',
  ...(outcome === 'failed' ? { cause: 'It is off.', fix: 'Start it.' } : {}),
  source: 'learn.microsoft.com (2026-08)',
  ...more,
});
const several = (expected: readonly ComparedItem[], observed: readonly ComparedItem[]): Partial<CheckResult> => ({
  expected: expected.map(itemText).join('\n'),
  observed: observed.map(itemText).join('\n'),
  items: { expected, observed },
});
const hosts = (...values: readonly string[]): readonly ComparedItem[] =>
  values.map((value, index) => ({ subject: `${'ab'[index]}.azure.com`, value }));
const bothReachable = hosts('reachable', 'reachable');
const endpoints = check('failed', {
  id: 'network.endpoints',
  title: checkTitle('network.endpoints'),
  ...several(bothReachable, hosts('reachable', 'not reachable')),
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
const example = reportOf('2026-11-20T12:00:00.000Z', 'gw-hub', [
  resource('srv-good', [check('passed')]),
  resource('srv-bad', [
    check('failed'),
    endpoints,
    check('unknown', { id: 'gateway.url', title: checkTitle('gateway.url'), observed: 'not said' }),
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
const anyCheck = fc.record(
  {
    id: fc.constantFrom(...checkIds),
    title: nasty,
    outcome: fc.constantFrom<CheckOutcome>('passed', 'failed', 'unknown', 'skipped'),
    expected: nasty,
    observed: nasty,
    notAsked: fc.constantFrom(...notAskedReasons),
    cause: nasty,
    fix: nasty,
    source: nasty,
  },
  { requiredKeys: ['id', 'title', 'outcome', 'expected', 'observed', 'cause', 'fix', 'source'] },
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
  .chain((resources) => nasty.map((scope) => reportOf('2026-11-20T12:00:00Z', scope, resources)));

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
  const text = reportMarkdown(example, [
    { name: 'srv-bad', kind: 'broke', before: check('passed'), after: check('failed') },
  ]);

  it('tells what is not as expected, why, and what drifted', () => {
    expect(text).toContain('# Verification of gw-hub\n');
    expect(text).toContain('1 passed, 1 failed, 1 skipped');
    expect(text).toContain('## Changes since the last verification');
    expect(text).toContain('| srv-bad | The agent is connected | broke | passed: Connected | failed: Disconnected |');
    expect(text).toContain('## srv-bad: failed');
    expect(text).toContain('| all 2: reachable | `b.azure.com`: not reachable | It is off. | Start it. |');
    expect(text).not.toContain('## srv-good');
  });

  it('names the checks that were not asked, and why, in one line', () => {
    const silent = check('skipped', { observed: 'nobody there', notAsked: 'noAnswer' });
    const report = reportOf('2026-11-20T12:00:00Z', 'x', [resource('srv', [check('failed'), silent, silent])]);
    expect(reportMarkdown(report)).toContain(
      'Skipped because the machine did not answer: The agent is connected · The agent is connected.\n',
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
    expect(failure?.text).toContain('What to do: Start it.');
    expect(elements.filter(({ name }) => name === 'error')).toHaveLength(1);
    expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(5);
  });

  it('is well formed, and counts right, whatever a machine says', () => {
    const hits = { passed: 0, failed: 0, unknown: 0, skipped: 0 };
    fc.assert(
      fc.property(anyReport, (report) => {
        const xml = reportJunit(report);
        expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        const elements = readXml(xml);
        const checks = report.resources.flatMap((each) => each.checks);
        for (const { outcome } of checks) hits[outcome] += 1;
        expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(checks.length);
        for (const [name, outcome] of [
          ['failure', 'failed'],
          ['error', 'unknown'],
          ['skipped', 'skipped'],
        ]) {
          expect(elements.filter((each) => each.name === name)).toHaveLength(
            checks.filter((each) => each.outcome === outcome).length,
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

  const resourcesIn = (value: unknown) =>
    (value as { readonly resources: readonly unknown[] }).resources.map((each) => resourceFrom(each));

  it('fits its schema, and comes back as it went', () => {
    const known = ({ resources }: VerificationReport): readonly VerifiedResource[] =>
      resources.map((each) => ({
        ...each,
        checks: each.checks.map((one) => present({ ...one, title: checkTitle(one.id), items: undefined })),
      }));
    const hits = { several: 0, single: 0 };
    fc.assert(
      fc.property(anyReport, (report) => {
        const value: unknown = JSON.parse(reportJson(report, drift));
        expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
        const read = resourcesIn(value);
        expect(read.map((each) => each && known({ ...report, resources: [each] })[0])).toEqual(known(report));
        for (const { expected, observed, items } of read.flatMap((each) => each?.checks ?? [])) {
          hits[items ? 'several' : 'single'] += 1;
          expect(items?.observed.map(itemText).join('\n') ?? observed).toBe(observed);
          expect(items?.expected.map(itemText).join('\n') ?? expected).toBe(expected);
        }
      }),
    );
    expectHits(hits, 10);
  });

  it('keeps what was compared as lines alone, by which a list is known again', () => {
    const text = reportJson(example);
    expect(text).not.toContain('"items"');
    const read = resourcesIn(JSON.parse(text)).flatMap((each) => each?.checks ?? []);
    const again = read.find(({ id }) => id === 'network.endpoints');
    expect(again).toMatchObject({ expected: endpoints.expected, observed: endpoints.observed });
    expect(again?.items?.observed).toHaveLength(2);
  });

  it('has a schema that refuses what is none', () => {
    for (const value of [{}, { ...example, version: 2 }, { ...example, resources: [{ subject: {}, checks: [] }] }]) {
      expect(validate(value)).toBe(false);
    }
  });

  it('leaves out a check that a later version has', () => {
    const [first] = example.resources;
    const later = { ...first, checks: [{ ...check('passed'), id: 'agent.mood' }] };
    expect(resourceFrom(later)).toMatchObject({ checks: [] });
  });
});

describe('drift', () => {
  const seen = (...resources: VerifiedResource[]) => new Map(resources.map((each) => [targetKey(each.subject), each]));
  const since = (before: readonly CheckResult[], after: readonly CheckResult[]): string[] =>
    driftSince(seen(resource('SRV', before)), { resources: [resource('srv', after)] }).map(({ kind }) => kind);

  it('is what broke, what was mended and what looks different', () => {
    expect(since([check('passed')], [check('failed')])).toEqual(['broke']);
    expect(since([check('passed')], [check('unknown')])).toEqual(['broke']);
    expect(since([check('failed')], [check('passed')])).toEqual(['mended']);
    expect(since([check('failed')], [check('failed', { observed: 'Expired' })])).toEqual(['changed']);
    expect(since([check('passed')], [check('passed')])).toEqual([]);
    expect(since([], [check('failed')])).toEqual([]);
  });

  it('is no other heartbeat', () => {
    const beat = (observed: string): CheckResult => check('passed', { id: 'agent.heartbeat', observed });
    expect(since([beat('1 minute ago')], [beat('2 minutes ago')])).toEqual([]);
  });

  it('is, of a machine that falls silent and answers again, the silence and what changed meanwhile', () => {
    const title = checkTitle('machine.reached');
    const reached = (outcome: CheckOutcome) => check(outcome, { id: 'machine.reached', title, observed: outcome });
    const silent = check('skipped', { observed: 'nobody there', notAsked: 'noAnswer' });
    const before = resource('srv', [reached('passed'), check('passed')]);
    const away = resource('srv', [reached('failed'), silent]);
    const after = resource('srv', [reached('passed'), check('failed')]);
    const kinds = (then: VerifiedResource, now: VerifiedResource): string[] =>
      driftSince(seen(then), { resources: [now] }).map(({ after: { id }, kind }) => `${id}: ${kind}`);
    expect(kinds(before, away)).toEqual(['machine.reached: broke']);
    expect(kinds(lastKnown(before, away), after)).toEqual(['machine.reached: mended', 'agent.status: broke']);
    expect(kinds(lastKnown(undefined, away), after)).toEqual(['machine.reached: mended']);
  });

  it('names what differs of a long list', () => {
    const [drifted] = driftSince(
      seen(resource('srv', [{ ...endpoints, outcome: 'passed', ...several(bothReachable, bothReachable) }])),
      {
        resources: [resource('srv', [endpoints])],
      },
    );
    expect(drifted && driftTexts(drifted)).toMatchObject({
      before: 'passed: all 2 as expected',
      after: 'failed: b.azure.com: not reachable',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { unreachable } from '../support/failures';
import { reportMakers } from '../support/hostileReports';
import { untranslated } from '../support/pseudo';
import { checkTexts } from '../../src/verification/engine/checkTexts';
import type { CheckResult, ComparedItem } from '../../src/verification/engine/checkResult';
import texts from '../../src/verification/engine/data/valueTexts.json' with { type: 'json' };
import type { Expectations } from '../../src/verification/engine/expectations';
import { judge, type MachineAnswer } from '../../src/verification/engine/judge';
import type { VerificationReport } from '../../src/verification/engine/report';
import { reportJson } from '../../src/verification/engine/reportJson';
import { reportJunit } from '../../src/verification/engine/reportJunit';
import { zonedTimeText } from '../../src/kernel/text/timeText';
import { resourceLog, summaryLog } from '../../src/verification/engine/reportLog';
import { reportMarkdown } from '../../src/verification/engine/reportMarkdown';
import { ResultHistory } from '../../src/verification/engine/resultHistory';
import { sectionText } from '../../src/verification/engine/sections';
import { type ShownValue, shownText, type TextCode } from '../../src/verification/engine/shownValue';
import { gateway, machine } from '../support/resources';
import { headOf, planFor } from '../support/fakeAssociations';
import type { ItemResult } from '../../src/association/engine/journal';
import { associationCsv } from '../../src/association/engine/reportCsv';
import { textLanguage } from '../../src/kernel/text/phrases';
import { fixture } from './verification/engine/fixture';

/** Judged where every text that can be translated has its English in brackets. */

/** Without code, which is a host, a name or a command, and with the characters that Markdown has as entities. */
const proseIn = (markdown: string): string =>
  markdown.replace(/`+[^`\n]*`+/g, ' ').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whole words only, the longest first. */
function without(text: string, foreign: readonly string[]): string {
  const all = [...new Set(foreign)].filter((each) => /\w/.test(each)).toSorted((x, y) => y.length - x.length);
  return text.replace(new RegExp(`(?<!\\w)(?:${all.map(escaped).join('|')})(?!\\w)`, 'g'), ' ');
}

describe('reports for people have no plain English but names and foreign values', () => {
  /** Files that leave the house are English. */
  const english = ['ticket', 'allowList', 'difference'];
  const names = ['owner', 'env', 'https://portal.azure.com', 'resource7'];

  it.each(Object.entries(reportMakers).filter(([name]) => !english.includes(name)))('%s', (_, report) => {
    const prose = without(proseIn(report(() => '7')), names);
    expect([...new Set(untranslated(prose))]).toEqual([]);
  });
});

const hub = gateway('contoso');
const now = Date.UTC(2026, 10, 20, 12, 5);
const agentIn: Expectations = {
  subject: { name: 'edge-node-4', kind: 'machine', resourceId: `${hub.id}/edge-node-4` },
  from: 'site',
  tenantId: '0',
  subscriptionId: '1',
  oldestAgent: '1.99',
  azure: { status: 'Disconnected', association: {} },
};
const behind: Expectations = {
  ...agentIn,
  connection: 'gateway',
  gateway: { id: hub.id, name: 'contoso', endpoint: 'contoso.gw.arc.azure.com', state: 'Creating' },
  proxyUrl: 'http://10.9.9.9:8443',
};
const k8s: Expectations = { subject: { name: 'k3s', kind: 'cluster' }, from: 'azure', azure: { status: 'Offline' } };

const outputs = [
  'show-1.40-direct.txt',
  'show-1.64-disconnected.txt',
  'show-1.67-gateway.json',
  'show-german.txt',
].flatMap((show) =>
  ['check-new-verbose.txt', 'check-old-direct.txt', 'check-old-proxy-partial.txt', 'show-1.40-direct.txt'].map(
    (check) =>
      sectionText('config', 0, 'direct') +
      sectionText('show', 0, fixture(show)) +
      sectionText('check', 1, fixture(check)),
  ),
);
const answers: readonly (MachineAnswer | undefined)[] = [
  undefined,
  { error: unreachable('[In the display language.]') },
  { output: '', log: '' },
  { output: '@@noagent\n', log: '' },
  ...outputs.map((output) => ({ way: 'ssh', output, log: '' })),
];
const expected: readonly Expectations[] = [
  behind,
  { ...agentIn, connection: 'direct' },
  { ...agentIn, connection: 'privateLink' },
  { subject: behind.subject, from: 'azure' },
  k8s,
  { ...k8s, azure: { status: 'Connected', association: { gatewayId: hub.id }, gatewayEnabled: false } },
];
const records = expected.flatMap((each) => answers.map((answer) => judge(each, answer, now)));
const verified = records.map((record) => record.verified);
const report: VerificationReport = {
  ...new ResultHistory(expected.map((each) => judge(each, answers.at(-1), now).verified)).reportOn(
    '2026-11-20T12:05:00Z',
    { code: 'machinesAndClusters', args: { count: 2 } },
    verified,
  ),
};

const foreignIn = (value: ShownValue): readonly string[] => {
  if (typeof value === 'string') return [value];
  return 'failure' in value ? [] : Object.values(value.args ?? {}).map(String);
};
const foreignOf = (items: readonly ComparedItem[]): readonly string[] =>
  items.flatMap(({ subject = '', value }) => [subject, ...foreignIn(value)]);
const checks = verified.flatMap((each) => each.checks);
const codesIn = ({ expected: wanted, observed }: CheckResult): readonly string[] =>
  [...wanted, ...observed].flatMap(({ value }) => (typeof value === 'object' && 'code' in value ? [value.code] : []));

describe('a verification of failing machines', () => {
  it('meets most of the texts', () => {
    expect(report.drift.length).toBeGreaterThan(20);
    expect(new Set(checks.flatMap(codesIn)).size).toBeGreaterThan(30);
  });

  it('has no plain English in its report for people', () => {
    const foreign = [
      ...checks.flatMap((check) => foreignOf([...check.expected, ...check.observed])),
      'edge-node-4',
      'k3s',
      'contoso',
    ];
    const prose = without(proseIn(reportMarkdown(report)), foreign).replaceAll(zonedTimeText(report.at), '');
    expect([...new Set(untranslated(prose))]).toEqual([]);
  });

  it('has none in the Test Explorer', () => {
    for (const check of checks) {
      const { title, expected: wanted, observed, cause, fix } = checkTexts(check);
      const text = [title, ...wanted, ...observed, cause ?? '', fix ?? ''].join('\n');
      expect(untranslated(without(text, foreignOf([...check.expected, ...check.observed]))), text).toEqual([]);
    }
  });

  it('is English in files for machines and in the log', () => {
    const strings = (value: unknown): readonly string[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [String(value)];
    const json = strings(JSON.parse(reportJson(report)));
    expect(json.length).toBeGreaterThan(1000);
    expect(json.filter((text) => text.includes('['))).toEqual([]);
    const logs = [...records.map(({ verified: each, log }) => resourceLog(each, log)), summaryLog(report)];
    expect([reportJunit(report), ...logs].filter((text) => text.includes('['))).toEqual([]);
  });

  it.each(Object.keys(texts.texts) as TextCode[])('has a translation of %s', (code) => {
    const args = Object.fromEntries(
      [
        'check',
        'client',
        'count',
        'default',
        'exitCode',
        'first',
        'gateway',
        'group',
        'host',
        'hosts',
        'message',
        'name',
        'ready',
        'reason',
        'revision',
        'second',
        'server',
        'status',
        'subscription',
        'time',
        'total',
        'url',
        'value',
        'version',
      ].map((name) => [name, name === 'count' ? 3 : '7']),
    );
    for (const count of [1, 3]) {
      const text = shownText({ code, args: { ...args, count } });
      expect(untranslated(text), text).toEqual([]);
      expect(shownText({ code, args: { ...args, count } }, 'en')).not.toMatch(/[[{]/);
    }
  });
});

describe('the table of a run', () => {
  const [free, changed, failed, shut] = [
    machine('free'),
    machine('changed'),
    machine('failed'),
    machine('shut', { privateLinkScopeId: 'x' }),
  ];
  const old = machine('old', { agentVersion: '1.20.1' });
  const machines = [free, changed, failed, shut, old];
  const plan = planFor(
    { gateways: [hub], machines, associations: machines.map((each) => [each, null]) },
    { kind: 'associate', gateway: { id: hub.id, name: hub.name } },
  );
  const timed = { at: '', milliseconds: 1 };
  const words = { reason: '[Worded in the session.]', language: textLanguage(), ...timed };
  const error = unreachable('').failure;
  const record = {
    head: headOf(plan),
    results: new Map<number, ItemResult>([
      [0, { status: 'failed', code: 'Canceled', ...words }],
      [1, { status: 'changed', after: {}, ...words }],
      [2, { status: 'failed', code: error.code, failure: { ...error }, ...words }],
    ]),
    sent: new Set([0, 1, 2]),
  };

  it('is English, with the reasons', () => {
    expect(plan.items.map(({ verdict }) => verdict)).toEqual(['change', 'change', 'change', 'blocked', 'blocked']);
    const csv = associationCsv(record);
    expect(csv).not.toContain('[');
    const reasons = csv
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).at(-2));
    expect(reasons).toEqual([
      'canceled',
      'Someone else changed it after the plan.',
      'edge-node-4 can’t be reached (timeout)',
      expect.stringContaining('private link scope'),
      expect.stringContaining('1.'),
    ]);
  });

  it('has the words of an English session as they were', () => {
    const results = new Map<number, ItemResult>([
      [0, { status: 'failed', code: 'Forbidden', reason: 'Ask Ann.', ...timed }],
    ]);
    expect(associationCsv({ ...record, results })).toContain(',Ask Ann.,');
  });
});

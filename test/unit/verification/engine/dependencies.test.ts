import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckId, checkIds, isCheckId } from '../../../../src/kernel/checkIds';
import {
  type CheckOutcome,
  type CheckVerdict,
  type CheckVerdicts,
  dependenciesOf,
} from '../../../../src/verification/engine/checkResult';
import { compare } from '../../../../src/verification/engine/compare';
import rows from '../../../../src/verification/engine/data/checks.json' with { type: 'json' };
import { judgeDependents } from '../../../../src/verification/engine/dependencies';
import { type Evidence, readEvidence } from '../../../../src/verification/engine/evidence';
import type { Expectations } from '../../../../src/verification/engine/expectations';
import { reportJson } from '../../../../src/verification/engine/reportJson';
import { resourceLog } from '../../../../src/verification/engine/reportLog';
import { reportMarkdown } from '../../../../src/verification/engine/reportMarkdown';
import { sectionText } from '../../../../src/verification/engine/sections';
import { gateway } from '../../../support/resources';
import { useGoldens } from '../../../support/golden';
import { expectHits } from '../../../support/hits';
import { fixture } from './fixture';

const expectGolden = useGoldens('verificationReports');

const verdict = (outcome: CheckOutcome, why?: string): CheckVerdict => ({
  outcome,
  expected: [{ value: 'a' }],
  observed: [{ value: outcome === 'passed' ? 'a' : 'b' }],
  ...(why !== undefined && { why }),
});
const outcomeIn = (judged: CheckVerdicts, id: CheckId) => judged.find(([each]) => each === id)?.[1];
const edges = checkIds.flatMap((id) => dependenciesOf(id).map((dependency) => ({ id, ...dependency })));

/** All that a check presupposes, directly or not. */
function presupposedBy(id: CheckId, above: readonly CheckId[] = []): readonly CheckId[] {
  if (above.includes(id)) throw new Error(`A circle: ${[...above, id].join(' → ')}`);
  return dependenciesOf(id).flatMap(({ check }) => [check, ...presupposedBy(check, [...above, id])]);
}

describe('what a check presupposes', () => {
  it('is a check of the table, of a kind that it shares, with a cause that it has, and never itself', () => {
    for (const { id, dependsOn = [], ownCauses = [], causes, kinds } of rows as readonly Row[]) {
      for (const { check, cause = '' } of dependsOn) {
        const presupposed = (rows as readonly Row[]).find((row) => row.id === check);
        expect(Object.keys(presupposed?.causes ?? {}), `${id} → ${check}`).toContain(cause);
        expect(
          presupposed?.kinds.some((kind) => kinds.includes(kind)),
          `${id} → ${check}`,
        ).toBe(true);
      }
      for (const cause of ownCauses) expect(Object.keys(causes), id).toContain(cause);
      expect(isCheckId(id)).toBe(true);
    }
    for (const id of checkIds) expect(() => presupposedBy(id)).not.toThrow();
    expect(edges.length).toBeGreaterThan(10);
  });
});

interface Row {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly causes: Readonly<Record<string, unknown>>;
  readonly dependsOn?: readonly { readonly check: string; readonly cause?: string }[];
  readonly ownCauses?: readonly string[];
}

describe.each(edges)('$id presupposes $check ($cause)', ({ id, check, cause }) => {
  const judgedFrom = (above: CheckVerdict, below: CheckVerdict) =>
    outcomeIn(
      judgeDependents([
        [id, below],
        [check, above],
      ]),
      id,
    );
  const failed = verdict('failed', cause);

  it.each(['passed', 'failed', 'unknown'] as const)(
    'which failed: %s is not judged, and says because of what',
    (own) => {
      expect(judgedFrom(failed, verdict(own))).toEqual({
        ...verdict(own),
        outcome: 'notJudged',
        consequenceOf: check,
      });
    },
  );

  it('which failed: what has nothing to compare stays so', () => {
    expect(judgedFrom(failed, verdict('skipped'))).toEqual(verdict('skipped'));
  });

  it.each<[string, CheckVerdict]>([
    ['passed', verdict('passed')],
    ['is unknown', verdict('unknown', cause)],
    ['was skipped', verdict('skipped')],
  ])('which %s: nothing is hidden', (_, above) => {
    for (const own of ['passed', 'failed', 'unknown', 'skipped'] as const) {
      expect(judgedFrom(above, verdict(own))).toEqual(verdict(own));
    }
  });

  it('which was not asked: nothing is hidden', () => {
    const judged = judgeDependents([
      ['machine.reached', verdict('failed')],
      [id, verdict('failed')],
      [check, { ...verdict('unknown'), notAsked: 'noAnswer' }],
    ]);
    expect(outcomeIn(judged, id)?.outcome).toBe('failed');
    expect(outcomeIn(judged, check)).toMatchObject({ outcome: 'notJudged', consequenceOf: 'machine.reached' });
  });
});

describe.each(edges.filter((edge) => edge.cause !== undefined))(
  '$id presupposes $check only by $cause',
  ({ id, check }) => {
    it('and failed for another reason: nothing is hidden', () => {
      const judged = judgeDependents([
        [id, verdict('failed')],
        [check, verdict('failed', 'another')],
      ]);
      expect(outcomeIn(judged, id)).toEqual(verdict('failed'));
    });
  },
);

describe('whatever the verdicts are', () => {
  const anyVerdicts = fc
    .uniqueArray(fc.constantFrom(...checkIds), { minLength: 2 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc
            .tuple(
              fc.constantFrom<CheckOutcome>('passed', 'failed', 'failed', 'unknown', 'skipped'),
              fc.constantFrom(undefined, ...Object.keys(rows.find((row) => row.id === id)?.causes ?? {})),
            )
            .map(([outcome, why]) => [id, verdict(outcome, why)] as const),
        ),
      ),
    );

  it('no check is lost, and each that is not judged stands behind the failed one that it presupposes', () => {
    const hits = { direct: 0, throughOthers: 0, none: 0 };
    fc.assert(
      fc.property(anyVerdicts, (verdicts) => {
        const judged = judgeDependents(verdicts);
        expect(judged.map(([id]) => id).toSorted()).toEqual(verdicts.map(([id]) => id).toSorted());
        let root: CheckId | undefined;
        for (const [id, { outcome, consequenceOf }] of judged) {
          expect(outcome === 'notJudged').toBe(consequenceOf !== undefined);
          if (consequenceOf === undefined) {
            expect(outcome).toBe(outcomeIn(verdicts, id)?.outcome);
            root = id;
            continue;
          }
          expect(consequenceOf).toBe(root);
          expect(outcomeIn(judged, consequenceOf)?.outcome).toBe('failed');
          expect(presupposedBy(id)).toContain(consequenceOf);
          hits[dependenciesOf(id).some(({ check }) => check === consequenceOf) ? 'direct' : 'throughOthers'] += 1;
        }
        const hasFailed = verdicts.some(([, { outcome }]) => outcome === 'failed');
        if (!hasFailed) expect(judged).toEqual(verdicts);
        // A failure is hidden only behind another.
        expect(judged.some(([, { outcome }]) => outcome === 'failed')).toBe(hasFailed);
        if (!hasFailed) hits.none += 1;
      }),
      { numRuns: 500 },
    );
    expectHits(hits, 10);
  });
});

const id =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-edge/providers/Microsoft.HybridCompute/machines/edge-node-4';
const expectations: Expectations = {
  subject: { name: 'edge-node-4', kind: 'machine', resourceId: id },
  from: 'site',
  os: 'linux',
  tenantId: '99999999-8888-7777-6666-555555555555',
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  connection: 'gateway',
  gateway: { id: gateway('contoso').id, name: 'contoso', endpoint: 'contoso.gw.arc.azure.com', state: 'Succeeded' },
  proxyUrl: 'http://10.1.2.3:8443',
  azure: { status: 'Disconnected', association: { gatewayId: gateway('contoso').id } },
};
const now = Date.UTC(2026, 10, 20, 12, 5);

type Change = readonly [string | RegExp, string];

/** A machine whose Arc proxy has stopped an hour ago, as it says itself. */
const stopped: readonly Change[] = [
  [/("arcproxyd", "status": )"active"/, '$1"inactive"'],
  ['"Connected"', '"Disconnected"'],
  ['T12:00:00Z', 'T11:00:00Z'],
  ['"errorCode": ""', '"errorCode": "AZCM0026"'],
];
const unreachable = fixture('check-new-table.txt').replaceAll(/\btrue\b/g, 'false');
const seen = (changes: readonly Change[], check = unreachable, type = 'gateway'): Evidence =>
  readEvidence(
    sectionText('config', 0, type) +
      sectionText(
        'show',
        0,
        changes.reduce((text, [from, to]) => text.replace(from, to), fixture('show-1.67-gateway.json')),
      ) +
      sectionText('check', 0, check),
  );
const judge = (evidence: Evidence, more: Partial<Expectations> = {}) =>
  compare({ ...expectations, ...more }, { evidence }, now);
const failedIn = (checks: ReturnType<typeof judge>): readonly string[] =>
  checks.flatMap((each) => (each.outcome === 'failed' ? [each.id] : []));

describe('a stopped Arc proxy', () => {
  it('is one finding with what follows from it, in every report', () => {
    const checks = judge(seen(stopped));
    expect(failedIn(checks)).toEqual(['gateway.arcProxy']);
    const at = checks.findIndex(({ id: each }) => each === 'gateway.arcProxy');
    expect(
      checks
        .slice(at + 1, at + 6)
        .map(({ id: each }) => each)
        .toSorted(),
    ).toEqual(['agent.error', 'agent.heartbeat', 'agent.status', 'azure.status', 'network.endpoints']);
    expect(checks.filter(({ outcome }) => outcome === 'notJudged')).toHaveLength(5);
    const resource = { subject: expectations.subject, gateway: 'contoso', way: 'ssh', checks };
    const report = { at: '2026-11-20T12:05:00.000Z', scope: 'contoso', resources: [resource], drift: [] };
    expectGolden('stopped-arc-proxy.md', reportMarkdown(report));
    expectGolden('stopped-arc-proxy.json', reportJson(report));
    expectGolden('stopped-arc-proxy.log', resourceLog(resource, ''));
  });

  const oneClosed = fixture('check-new-table.txt').replace(/\btrue\b/, 'false');
  const told = (type: string, ...changes: readonly Change[]): Evidence =>
    seen([...stopped, ...changes], oneClosed, type);

  it.each<[string, Evidence, Partial<Expectations>, readonly string[]]>([
    ['explains what needs it', told('gateway'), {}, ['gateway.arcProxy']],
    [
      'hides nothing where its state is unknown',
      told('gateway', ['"inactive"', '"unknown"']),
      {},
      ['agent.status', 'agent.error', 'network.endpoints'],
    ],
    [
      'hides nothing where its state is not reported',
      told('gateway', ['"arcproxyd"', '"another"']),
      {},
      ['agent.status', 'agent.error', 'network.endpoints'],
    ],
    [
      'hides nothing that it does not explain',
      told('gateway', ['99999999-8888', '00000000-8888']),
      { azure: { status: 'Expired', association: {} } },
      ['azure.status', 'azure.association', 'place.tenant', 'gateway.arcProxy'],
    ],
    [
      'explains nothing where the agent does not use it',
      told('gateway', ['http://localhost:40343', 'http://10.1.2.3:8443']),
      {},
      ['agent.status', 'agent.error', 'gateway.arcProxy', 'gateway.localProxy', 'network.endpoints'],
    ],
    [
      'follows from a connection type that makes the agent connect directly, which explains nothing else',
      told('direct', ['http://localhost:40343', 'http://10.1.2.3:8443']),
      {},
      ['agent.status', 'agent.error', 'gateway.connectionType', 'network.endpoints'],
    ],
  ])('%s', (_, evidence, more, failed) => {
    expect(failedIn(judge(evidence, more)).toSorted()).toEqual(failed.toSorted());
  });
});

describe('what is not reachable', () => {
  it('explains a lost agent only where nothing is reachable', () => {
    const lost = stopped.slice(1);
    expect(failedIn(judge(seen(lost)))).toEqual(['network.endpoints']);
    const closed = fixture('check-new-table.txt').replace(/\btrue\b/, 'false');
    expect(failedIn(judge(seen(lost, closed))).toSorted()).toEqual([
      'agent.error',
      'agent.status',
      'network.endpoints',
    ]);
  });
});

describe('a cluster', () => {
  const own: Expectations = { ...expectations, subject: { name: 'k', kind: 'cluster' } };
  const outcomesOf = (azure: Expectations['azure']) =>
    compare({ ...own, ...(azure && { azure }) }, { problem: '' }, now).map(({ id: each, outcome, why }) => [
      each,
      outcome,
      why,
    ]);

  it('that is not associated is one finding', () => {
    expect(outcomesOf({ status: 'Connected', association: {}, gatewayEnabled: true })).toEqual([
      ['azure.status', 'passed', undefined],
      ['azure.association', 'failed', ''],
      ['cluster.gatewayEnabled', 'notJudged', ''],
      ['azure.gateway', 'passed', undefined],
      ['cluster.reached', 'skipped', undefined],
    ]);
  });

  it.each([
    ['Expired', 'clusterExpired'],
    ['agentnotinstalled', 'clusterAgentNotInstalled'],
    ['Offline', 'cluster'],
  ])('%s is explained in the words of clusters', (status, why) => {
    expect(outcomesOf({ status, association: { gatewayId: gateway('contoso').id } })).toContainEqual([
      'azure.status',
      'failed',
      why,
    ]);
  });
});

it.each([
  ['AwaitingConnection', 'failed', 'AwaitingConnection'],
  ['expired', 'failed', 'Expired'],
  ['Disconnected', 'failed', ''],
  ['Unknown', 'unknown', undefined],
  ['', 'unknown', undefined],
])('a machine that Azure reports as “%s” is %s', (status, outcome, why) => {
  const healthy = seen([], fixture('check-new-table.txt'));
  const found = judge(healthy, { azure: { status, association: {} } }).find((each) => each.id === 'azure.status');
  expect(found).toMatchObject({ outcome, ...(why !== undefined && { why }) });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckId, checkIds } from '../../../../src/kernel/checkIds';
import { ArcError } from '../../../../src/kernel/errors';
import { type CheckResult, explanationOf, itemTexts, sourceOf } from '../../../../src/verification/engine/checkResult';
import { compare } from '../../../../src/verification/engine/compare';
import { type Evidence, readEvidence } from '../../../../src/verification/engine/evidence';
import { expectAsInAzure, expectAsInSite } from '../../../../src/verification/engine/expect';
import type { Expectations } from '../../../../src/verification/engine/expectations';
import { outcomeOf } from '../../../../src/verification/engine/report';
import { sectionText } from '../../../../src/verification/engine/sections';
import { isoTime, monthOf } from '../../../../src/kernel/isoTime';
import { cluster, gateway, inventory, machine } from '../../../support/resources';
import { fixture } from './fixture';
import { expectHits } from '../../../support/hits';

const now = Date.UTC(2026, 10, 20, 12, 5);
const subscription = '11111111-2222-3333-4444-555555555555';
const tenant = '99999999-8888-7777-6666-555555555555';
const idOf = (name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/rg-edge/providers/Microsoft.HybridCompute/machines/${name}`;

const good: Expectations = {
  subject: { name: 'edge-node-4', kind: 'machine', resourceId: idOf('EDGE-node-4') },
  from: 'site',
  tenantId: tenant.toUpperCase(),
  subscriptionId: subscription,
  connection: 'gateway',
  gateway: { id: gateway('contoso').id, name: 'contoso', endpoint: 'Contoso.gw.arc.azure.com', state: 'Succeeded' },
  proxyUrl: 'http://10.1.2.3:8443/',
  azure: { status: 'Connected', association: { gatewayId: gateway('contoso').id } },
};

const seen = (show: string, check: string, config: string): Evidence =>
  readEvidence(sectionText('config', 0, config) + sectionText('show', 0, show) + sectionText('check', 0, check));

const goodEvidence = seen(fixture('show-1.67-gateway.json'), fixture('check-new-table.txt'), 'gateway');
const withShow = (
  change: (text: string) => string,
  config = 'gateway',
  check = fixture('check-new-table.txt'),
): Evidence => seen(change(fixture('show-1.67-gateway.json')), check, config);

/** In English, as files for machines have it. */
const textOf = (check: CheckResult | undefined, side: 'expected' | 'observed'): string =>
  itemTexts(check?.[side] ?? [], 'en').join('\n');
const explained = (check: CheckResult | undefined) => check && explanationOf(check, 'en');

const outcomes = (results: readonly CheckResult[]): Partial<Record<CheckId, string>> =>
  Object.fromEntries(results.map(({ id, outcome }) => [id, outcome]));
const find = (results: readonly CheckResult[], id: CheckId): CheckResult | undefined =>
  results.find((each) => each.id === id);
const judge = (evidence: Evidence, expectations: Partial<Expectations> = {}): readonly CheckResult[] =>
  compare({ ...good, ...expectations }, { evidence }, now);

describe('a machine behind its gateway', () => {
  it('passes every check', () => {
    const results = judge(goodEvidence);
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(results.map(({ id }) => id).sort()).toEqual([...checkIds].filter((id) => !id.startsWith('cluster.')).sort());
    expect(outcomeOf(results)).toBe('passed');
  });

  const change = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

  type Case = [string, Evidence, Partial<Expectations>, CheckId, string, RegExp];
  it.each<Case>([
    ['that lost Azure', withShow(change('"Connected"', '"Disconnected"')), {}, 'agent.status', 'failed', /can’t reach/],
    [
      'that speaks another language',
      withShow(change('"Connected"', '"Verbunden"')),
      {},
      'agent.status',
      'unknown',
      /^$/,
    ],
    ['that is silent', withShow(change('T12:00:00Z', 'T11:40:00Z')), {}, 'agent.heartbeat', 'failed', /5 minutes/],
    ['that never spoke', withShow(change('2026-11-20T12:00:00Z', '')), {}, 'agent.heartbeat', 'failed', /./],
    [
      'with a local date',
      withShow(change('2026-11-20T12:00:00Z', '20.11.2026 12:00')),
      {},
      'agent.heartbeat',
      'unknown',
      /^$/,
    ],
    ['with another clock', withShow(change('T12:00:00Z', 'T13:00:00Z')), {}, 'agent.heartbeat', 'unknown', /clock/],
    [
      'with an error',
      withShow(change('"errorCode": ""', '"errorCode": "AZCM0026"')),
      {},
      'agent.error',
      'failed',
      /last error/,
    ],
    ['of an old agent', withShow(change('1.67.03512', '1.57.1')), {}, 'agent.version', 'failed', /twelve months/],
    [
      'older than its topology says',
      withShow(change('1.67.03512', '1.60.1')),
      { oldestAgent: '1.61' },
      'agent.version',
      'failed',
      /./,
    ],
    ...['1.67-beta', '1.68rc1', '1.70x.1'].map((version): Case => [
      `of a version that is none: ${version}`,
      withShow(change(/1\.67[\d.]+/, version), 'default'),
      {},
      'agent.version',
      'unknown',
      /^$/,
    ]),
    [
      'that may or may not turn by itself',
      withShow(change(/1\.67[\d.]+/, '1.70x.1'), 'default'),
      {},
      'gateway.connectionType',
      'unknown',
      /^$/,
    ],
    ['of another tenant', withShow(change(tenant, subscription)), {}, 'place.tenant', 'failed', /another tenant/],
    [
      'that is another',
      withShow(change('machines/edge-node-4', 'machines/edge-node-9')),
      {},
      'place.resource',
      'failed',
      /not the machine in Azure/,
    ],
    ['told to go directly', withShow((text) => text, 'direct'), {}, 'gateway.connectionType', 'failed', /by hand/],
    ['that turns by itself', withShow((text) => text, 'default'), {}, 'gateway.connectionType', 'passed', /^$/],
    [
      'that does not',
      withShow(change('1.67.', '1.50.'), 'default'),
      {},
      'gateway.connectionType',
      'failed',
      /before 1\.51/,
    ],
    ['whose type is not said', withShow((text) => text, '', 'x'), {}, 'gateway.connectionType', 'unknown', /^$/],
    [
      'whose Arc proxy has stopped',
      withShow(change(/("arcproxyd", "status": )"active"/, '$1"inactive"')),
      {},
      'gateway.arcProxy',
      'failed',
      /40343/,
    ],
    [
      'whose Arc proxy is unknown',
      withShow(change(/("arcproxyd", "status": )"active"/, '$1"unknown"')),
      {},
      'gateway.arcProxy',
      'unknown',
      /^$/,
    ],
    [
      'past the Arc proxy',
      withShow(change('http://localhost:40343', 'http://10.1.2.3:8443')),
      {},
      'gateway.localProxy',
      'failed',
      /doesn’t use/,
    ],
    ['by its own address', withShow(change('localhost', '127.0.0.1')), {}, 'gateway.localProxy', 'passed', /^$/],
    [
      'through another proxy',
      withShow(change('10.1.2.3', '10.9.9.9')),
      {},
      'gateway.upstreamProxy',
      'failed',
      /proxy\.url/,
    ],
    [
      'through a proxy whose port 80 is not written',
      withShow(change('http://10.1.2.3:8443', 'http://10.1.2.3:80')),
      { proxyUrl: 'http://10.1.2.3' },
      'gateway.upstreamProxy',
      'passed',
      /^$/,
    ],
    ['with a proxy nobody knows of', goodEvidence, { proxyUrl: '' }, 'gateway.upstreamProxy', 'failed', /./],
    [
      'through another gateway',
      withShow(change('contoso.gw', 'fabrikam.gw')),
      {},
      'gateway.url',
      'failed',
      /another gateway/,
    ],
    [
      'through a host that poses as its gateway',
      withShow(change('contoso.gw.arc.azure.com', 'contoso.gw.arc.azure.com:443@fabrikam.com')),
      {},
      'gateway.url',
      'failed',
      /another gateway/,
    ],
    ['through none', withShow(change('https://contoso.gw.arc.azure.com', '')), {}, 'gateway.url', 'failed', /directly/],
    [
      'through one that cannot be told',
      goodEvidence,
      {
        gateway: { id: gateway('x').id, name: 'x' },
        azure: { status: 'Connected', association: { gatewayId: gateway('x').id } },
      },
      'gateway.url',
      'unknown',
      /^$/,
    ],
    [
      'with a host that is closed',
      withShow((t) => t, 'gateway', fixture('check-new-verbose.txt')),
      {},
      'network.endpoints',
      'failed',
      /firewall/,
    ],
    [
      'with a proxy that is down',
      withShow((t) => t, 'gateway', fixture('check-2023-proxy-refused.txt')),
      {},
      'network.endpoints',
      'failed',
      /Nothing is reachable/,
    ],
    [
      'with a private answer',
      withShow((t) => t, 'gateway', fixture('check-old-direct.txt').replace('|false', '|true')),
      {},
      'network.private',
      'failed',
      /private DNS zone/,
    ],
    [
      'not associated',
      goodEvidence,
      { azure: { status: 'Connected', association: {} } },
      'azure.association',
      'failed',
      /never associated/,
    ],
    [
      'gone from Azure',
      goodEvidence,
      { azure: { status: 'Expired', association: {} } },
      'azure.status',
      'failed',
      /identity has expired/,
    ],
    [
      'behind a gateway that is not ready',
      goodEvidence,
      { gateway: { ...good.gateway, id: '', name: '', state: 'Creating' } },
      'azure.gateway',
      'failed',
      /being created/,
    ],
  ])('%s', (_, evidence, expectations, id, outcome, cause) => {
    const result = find(judge(evidence, expectations), id);
    expect([result?.outcome, explained(result)?.cause ?? ''], JSON.stringify(result)).toEqual([
      outcome,
      expect.stringMatching(cause),
    ]);
    expect(explained(result) !== undefined, 'a fix').toBe(cause.source !== '^$');
    expect(result && sourceOf(result)).toMatch(/\(20\d\d-\d\d\)$/);
  });

  it('shows what was expected and seen, host by host', () => {
    const result = find(judge(withShow((t) => t, 'gateway', fixture('check-new-verbose.txt'))), 'network.endpoints');
    expect(textOf(result, 'expected')).toBe(
      'gbl.his.arc.azure.com: reachable\nwesteurope.login.microsoft.com: reachable',
    );
    expect(textOf(result, 'observed')).toBe(
      'gbl.his.arc.azure.com: reachable\nwesteurope.login.microsoft.com: not reachable',
    );
  });

  it('keeps the password of a proxy to itself', () => {
    const evidence = withShow(change('http://10.1.2.3', 'http://ann:s3cret@10.1.2.3'));
    expect(JSON.stringify(judge(evidence, { proxyUrl: 'http://bob:hidden@10.1.2.3:8443' }))).not.toMatch(
      /s3cret|hidden/,
    );
  });
});

describe('what is not known', () => {
  it('never passes: a machine that could not be asked, which is one failure and not one a check', () => {
    const results = compare(good, { problem: 'the host does not answer' }, now);
    const [reached, ...own] = results.filter(({ id }) => !id.startsWith('azure.'));
    expect(reached).toMatchObject({
      id: 'machine.reached',
      outcome: 'failed',
      observed: [{ value: 'the host does not answer' }],
    });
    expect(explained(reached)?.fix).toMatch(/verify again/);
    expect(own).toHaveLength(14);
    expect(new Set(own.map(({ outcome, notAsked }) => `${outcome}: ${notAsked}`))).toEqual(
      new Set(['notJudged: noAnswer']),
    );
    expect(new Set(own.map(({ consequenceOf }) => consequenceOf))).toEqual(new Set(['machine.reached']));
    expect(outcomeOf(results)).toBe('failed');
  });

  it('is explained by Azure where that has lost the machine too', () => {
    const lost = { ...good, azure: { status: 'Disconnected', association: {} } };
    expect(find(compare(lost, { problem: 'no' }, now), 'machine.reached')?.why).toBe('away');
  });

  it('never passes: an output that is cut anywhere', () => {
    const output =
      sectionText('config', 0, 'gateway') +
      sectionText('show', 0, fixture('show-1.67-gateway.json')) +
      sectionText('check', 0, fixture('check-new-table.txt'));
    const whole = new Map(judge(readEvidence(output)).map((each) => [each.id, each]));
    for (let length = 0; length < output.length; length += 23) {
      for (const cut of [output.slice(0, length), output.slice(length)]) {
        for (const check of judge(readEvidence(cut))) {
          const { id, outcome } = check;
          const allowed = [
            'unknown',
            'notJudged',
            'skipped',
            whole.get(id)?.outcome,
            ...(id === 'machine.reached' ? ['failed'] : []),
          ];
          expect(allowed, `${id} of ${cut.slice(0, 40)}…`).toContain(outcome);
          if (outcome === 'passed') expect(check.observed).toEqual(whole.get(id)?.observed);
        }
      }
    }
  });

  it('never passes: whatever else is printed', () => {
    const noise = fc.oneof(
      fc.string(),
      fc.constantFrom('@@show', '@@show:0', '\n', 'Agent Status : ', '@@check', 'maybe'),
    );
    const words = fc.constantFrom(
      'Agent Status',
      'Agent Version',
      ' : ',
      'maybe',
      '\n',
      'Agent Status : maybe\n',
      '{"status":"maybe"}',
      '{',
      '"status":',
      '"x"',
      '}',
      '|',
    );
    const section = fc
      .tuple(fc.constantFrom('config', 'show', 'check'), fc.constantFrom(0, 1, 124), fc.array(words, { maxLength: 12 }))
      .map(([name, exitCode, inside]) => sectionText(name, exitCode, inside.join('')));
    const hits = { silent: 0, heard: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ arbitrary: noise, weight: 1 }, { arbitrary: section, weight: 2 }), { maxLength: 20 }),
        (parts) => {
          const results = judge(readEvidence(parts.join('')));
          const isHeard = results.some(({ id, outcome }) => id === 'machine.reached' && outcome === 'passed');
          hits[isHeard ? 'heard' : 'silent'] += 1;
          const passed = results.filter(({ id, outcome }) => !id.startsWith('azure.') && outcome === 'passed');
          // That it said anything at all is no praise of what it said.
          expect(passed.filter(({ id }) => id !== 'machine.reached')).toEqual([]);
          expect(outcomeOf(results)).not.toBe('passed');
        },
      ),
      { numRuns: 300 },
    );
    expectHits(hits, 10);
  });

  it.each([
    [124, { code: 'checkTimedOut' }],
    [1, { code: 'checkExitCode', args: { exitCode: '1' } }],
  ])('is the rest of a check that ended with exit code %i', (code, gap) => {
    const whole = sectionText('show', 0, fixture('show-1.67-gateway.json'));
    const results = judge(readEvidence(whole + sectionText('check', code, fixture('check-new-table.txt'))));
    for (const id of ['network.endpoints', 'network.private'] as const) {
      expect(find(results, id)?.outcome, id).toBe('unknown');
      expect(find(results, id)?.observed, id).toContainEqual({ value: gap });
    }
  });

  it('is half a line of a command that took too long', () => {
    const half = sectionText('show', 124, 'Agent Version : 1.67\nGateway URL : https://contoso.gw.arc.azure.com');
    expect(readEvidence(half).shown).toMatchObject({ agentVersion: '1.67' });
    expect(readEvidence(half).shown).not.toHaveProperty('gatewayUrl');
  });

  it.each([
    ['a failure that the agent counts', 'critical_failures=2', 'failed'],
    ['a line of level fatal', 'FATAL   Regional discovery failed', 'unknown'],
    ['a line of level error', 'time="x" level=error msg="Regional discovery failed"', 'unknown'],
    ['a line of JSON of level error', '{"level":"error","msg":"Regional discovery failed"}', 'unknown'],
    ['a check that names no host', 'Check result check_name="TLS ciphers" endpoint="" status=failed', 'unknown'],
    ['a host that is said twice', 'Check result endpoint=https://gbl.his.arc.azure.com status=maybe', 'unknown'],
  ])('is not passed over: %s', (_, line, outcome) => {
    const result = find(
      judge(withShow((t) => t, 'gateway', `${fixture('check-new-table.txt')}${line}\n`)),
      'network.endpoints',
    );
    expect(result?.outcome, textOf(result, 'observed')).toBe(outcome);
  });

  it('is what an answer of a failed command would say', () => {
    const output = `${sectionText('config', 1, 'gateway')}${sectionText('show', 1, 'Error: permission denied')}`;
    const results = judge(readEvidence(output));
    expect(outcomes(results)).toMatchObject({
      'machine.reached': 'failed',
      'gateway.connectionType': 'notJudged',
      'agent.status': 'notJudged',
    });
  });

  it('is told from an agent that is not there', () => {
    const results = judge(readEvidence('@@noagent\n'));
    const status = find(results, 'agent.status');
    expect(results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual(['agent.status']);
    expect(find(results, 'gateway.url')?.notAsked).toBe('noAgent');
    expect(status).toMatchObject({
      outcome: 'failed',
      observed: [{ value: { code: 'agentMissing' } }],
      why: 'noAgent',
    });
  });
});

describe('agents of every age', () => {
  it.each<[string, string, Partial<Record<CheckId, string>>]>([
    [
      'show-1.40-direct.txt',
      'edge-node-1',
      {
        'gateway.connectionType': 'failed',
        'gateway.url': 'notJudged',
        'gateway.arcProxy': 'notJudged',
        'agent.version': 'failed',
        'agent.status': 'passed',
        'place.resource': 'passed',
      },
    ],
    [
      'show-1.46-gateway-redacted.txt',
      'edge-node-3',
      {
        'gateway.connectionType': 'failed',
        'gateway.url': 'notJudged',
        'gateway.localProxy': 'notJudged',
        'gateway.upstreamProxy': 'notJudged',
        'place.tenant': 'failed',
      },
    ],
    [
      'show-1.64-direct.txt',
      'edge-node-2',
      { 'gateway.url': 'notJudged', 'gateway.localProxy': 'failed', 'gateway.arcProxy': 'passed' },
    ],
    [
      'show-1.64-disconnected.txt',
      'edge-node-2',
      {
        'agent.status': 'failed',
        'place.tenant': 'failed',
        'place.resource': 'notJudged',
        'agent.heartbeat': 'notJudged',
      },
    ],
    [
      'show-german.txt',
      'edge-node-5',
      { 'agent.status': 'unknown', 'gateway.arcProxy': 'unknown', 'gateway.url': 'unknown' },
    ],
  ])('%s', (name, machineName, expected) => {
    const results = judge(seen(fixture(name), fixture('check-old-direct.txt'), 'default'), {
      subject: { name: machineName, kind: 'machine', resourceId: idOf(machineName) },
    });
    expect(outcomes(results)).toMatchObject(expected);
  });
});

describe('the Arc proxy’s service', () => {
  const shown = (services: Readonly<Record<string, string>>) =>
    withShow((text) => JSON.stringify({ ...(JSON.parse(text) as object), services }));
  const [onLinux, onWindows] = [{ os: 'linux' }, { os: 'windows' }] as const;
  it.each<[Readonly<Record<string, string>>, Partial<Expectations>, string]>([
    [{ arcproxyd: 'active' }, onLinux, 'passed'],
    [{ ARCPROXYD: 'Active ' }, onLinux, 'passed'],
    [{ arcproxyd: 'active' }, {}, 'passed'],
    [{ arcproxy: 'active' }, onLinux, 'passed'],
    [{ arcproxy: 'running' }, onWindows, 'passed'],
    [{ arcproxy: 'running' }, {}, 'passed'],
    [{ arcproxyd: 'inactive' }, onLinux, 'failed'],
    [{ arcproxyd: 'failed' }, onLinux, 'failed'],
    [{ arcproxyd: 'activating' }, onLinux, 'failed'],
    [{ arcproxyd: 'deactivating' }, onLinux, 'failed'],
    [{ arcproxy: 'stopped' }, onWindows, 'failed'],
    // Words of the other system, or of none.
    [{ arcproxyd: 'running' }, onLinux, 'unknown'],
    [{ arcproxy: 'active' }, onWindows, 'unknown'],
    [{ arcproxyd: 'stopped' }, {}, 'unknown'],
    [{ arcproxyd: 'aktiv' }, onLinux, 'unknown'],
    [{ arcproxyd: '' }, onLinux, 'unknown'],
    [{ arcproxyd: 'not active' }, onLinux, 'unknown'],
    // Services of other names, none, or both.
    [{ arcproxy2: 'active', himdsd: 'active' }, onLinux, 'unknown'],
    [{ arcproxyd: 'active', arcproxy: 'stopped' }, onLinux, 'unknown'],
    [{}, onLinux, 'unknown'],
  ])('%j of %j is %s', (services, expected, outcome) => {
    expect(find(judge(shown(services), expected), 'gateway.arcProxy')?.outcome).toBe(outcome);
  });

  it('is named as its own system names it', () => {
    const fixOf = (services: Readonly<Record<string, string>>, expected: Partial<Expectations>) =>
      explained(find(judge(shown(services), expected), 'gateway.arcProxy'))?.fix;
    expect(fixOf({ arcproxyd: 'failed' }, {})).toContain('systemctl start arcproxyd');
    expect(fixOf({ arcproxy: 'stopped' }, {})).toContain('Start-Service arcproxy)');
    expect(fixOf({ arcproxyd: 'failed' }, {})).not.toContain('Start-Service');
    const silent = compare({ ...good, os: 'linux' }, { evidence: withShow(() => '{"httpsProxy":""}') }, now);
    expect(explained(find(silent, 'gateway.localProxy'))?.fix).toContain('systemctl restart himdsd');
    const nobody = compare(good, { evidence: withShow(() => '{"httpsProxy":""}') }, now);
    expect(explained(find(nobody, 'gateway.localProxy'))?.fix).toMatch(
      /himdsd on Linux or Restart-Service himds on Windows/,
    );
  });

  it('runs on a Linux machine as a real one says it', () => {
    const evidence = seen(fixture('show-1.58-linux-direct.txt'), '', 'gateway');
    expect(find(judge(evidence, onLinux), 'gateway.arcProxy')?.outcome).toBe('passed');
  });
});

describe('what Azure expects', () => {
  const hub = gateway('hub');
  const [behind, direct, linked, unread] = [
    machine('a'),
    machine('b', { status: 'Disconnected' }),
    machine('c', { privateLinkScopeId: 'x' }),
    machine('d'),
  ];
  const half = cluster('k', { gatewayEnabled: true });
  const told = cluster('l', { gatewayEnabled: false });
  const hidden = cluster('m', { usesPrivateLink: true });
  const silent = { gatewayEnabled: undefined };
  const [mute, alone, notOffered] = [cluster('n', silent), cluster('o', silent), cluster('p', silent)];
  const known = inventory({
    gateways: [hub],
    machines: [behind, direct, linked, unread],
    clusters: [half, told, hidden, mute, alone, notOffered],
    associations: [
      [behind, hub],
      [direct, null],
      [linked, null],
      [half, null],
      [hidden, null],
      [told, { id: gateway('gone').id }],
      [mute, hub],
      [alone, null],
      [notOffered, new ArcError({ code: 'Unsupported' }, 'Not offered.')],
    ],
  });

  it('follows from the association, the scope, and the subscription', () => {
    expect(expectAsInAzure(known, behind)).toMatchObject({
      connection: 'gateway',
      gateway: { name: 'hub', endpoint: 'hub.gw.arc.azure.com' },
      tenantId: tenant,
      azure: { status: 'Connected' },
    });
    expect(expectAsInAzure(known, direct).connection).toBe('direct');
    for (const each of [linked, hidden]) expect(expectAsInAzure(known, each).connection).toBe('privateLink');
    const untold = expectAsInAzure(known, cluster('m', { usesPrivateLink: undefined }));
    expect(untold.connection).toBeUndefined();
    expect(
      compare(untold, { evidence: readEvidence('') }, 0).map(({ id, outcome }) => [id, outcome]),
    ).not.toContainEqual(['azure.association', 'unknown']);
    expect(expectAsInAzure(known, unread).connection).toBeUndefined();
  });

  it('says nothing of the way of a machine whose association could not be read', () => {
    const results = compare(expectAsInAzure(known, unread), { evidence: goodEvidence }, now);
    expect(outcomes(results)).toMatchObject({
      'azure.association': 'unknown',
      'gateway.url': 'skipped',
      'gateway.localProxy': 'skipped',
    });
    expect(outcomeOf(results)).not.toBe('passed');
  });

  it('is held against both sides of a cluster', () => {
    const of = (each: typeof half): Partial<Record<CheckId, string>> =>
      outcomes(compare(expectAsInAzure(known, each), { problem: '' }, now));
    expect(of(half)).toEqual({
      'azure.status': 'passed',
      'cluster.gatewayEnabled': 'failed',
      'cluster.reached': 'skipped',
    });
    expect(of(told)).toEqual({
      'azure.status': 'passed',
      'azure.gateway': 'unknown',
      'cluster.gatewayEnabled': 'failed',
      'cluster.reached': 'skipped',
    });
  });

  it('takes what Azure does not say of a cluster neither for well nor for broken', () => {
    const of = (each: typeof half) => compare(expectAsInAzure(known, each), { problem: '' }, now);
    expect(outcomes(of(mute))).toMatchObject({ 'azure.gateway': 'passed', 'cluster.gatewayEnabled': 'unknown' });
    expect(find(of(mute), 'cluster.gatewayEnabled')?.why).toBe('notReported');
    expect(outcomes(of(alone))).toMatchObject({ 'cluster.gatewayEnabled': 'skipped' });
    expect(outcomes(of(notOffered))).toMatchObject({
      'azure.association': 'unknown',
      'cluster.gatewayEnabled': 'unknown',
    });
    expect(find(of(notOffered), 'azure.association')?.why).toBe('notOffered');
  });

  it('finds a direct machine that still goes through a gateway', () => {
    const results = compare(expectAsInAzure(known, direct), { evidence: goodEvidence }, now);
    expect(outcomes(results)).toMatchObject({
      'gateway.url': 'notJudged',
      'gateway.localProxy': 'notJudged',
      'gateway.connectionType': 'failed',
      'gateway.arcProxy': 'skipped',
      'azure.status': 'failed',
    });
  });

  it('is joined with what a topology expects of the machines it names', () => {
    const [first, second] = expectAsInSite(
      {
        version: 2,
        targets: {
          servers: { os: ['linux'], state: 'connected', machines: ['A', 'nowhere'], agentVersion: '1.58' },
        },
        gateway: { id: hub.id.toUpperCase() },
        azure: { tenantId: tenant, subscriptionId: subscription, resourceGroup: 'RG-edge', region: 'westeurope' },
        network: {},
        identity: { method: 'interactive' },
        tags: {},
      },
      known,
    );
    expect(first).toMatchObject({
      subject: { name: 'a', resourceId: behind.id },
      gateway: { endpoint: 'hub.gw.arc.azure.com' },
      proxyUrl: '',
      oldestAgent: '1.58',
      azure: { association: { gatewayId: hub.id } },
    });
    expect(second?.azure).toBeUndefined();
  });
});

describe('moments', () => {
  it('are those of ISO 8601, whatever the offset', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
        const whole = Math.floor(date.getTime() / 1000) * 1000;
        expect(isoTime(date.toISOString())).toBe(whole);
        expect(isoTime(date.toISOString().replace(/\.\d+Z$/, '+05:30'))).toBe(whole - 330 * 60_000);
        expect(monthOf(date.getTime())).toBe(date.getUTCFullYear() * 12 + date.getUTCMonth());
      }),
    );
    for (const text of ['', '20.11.2026 12:00', '2026-11-20', '2026-13-01T00:00:00Z', '2026-11-20T12:00:00']) {
      expect(isoTime(text), text).toBeUndefined();
    }
  });
});

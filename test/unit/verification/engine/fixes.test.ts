import { describe, expect, it } from 'vitest';
import { checkIds } from '../../../../src/kernel/checkIds';
import type { LastVerification } from '../../../../src/kernel/inventory';
import checks from '../../../../src/verification/engine/data/checks.json';
import data from '../../../../src/verification/engine/fixes/data/fixes.json';
import { blockedHosts, firewallRequest } from '../../../../src/verification/engine/fixes/firewallRequest';
import {
  type CheckCause,
  fixesOf,
  fixFor,
  fixOfCheck,
  fixTexts,
  groupFixes,
  isReader,
} from '../../../../src/verification/engine/fixes/fixes';
import { interruptedFixes, readFixJournal } from '../../../../src/verification/engine/fixes/fixJournal';
import { cluster, machine } from '../../../support/resources';

const none: ReadonlySet<(typeof checkIds)[number]> = new Set();
const failed = (id: CheckCause['id'], why = ''): CheckCause => ({ id, outcome: 'failed', why });
const facts = { kind: 'machine', agentVersion: '1.64.03414.2961', open: none } as const;

describe('the table of fixes', () => {
  it('has a fix or a stated reason for every cause of every check, and for no other', () => {
    const causes = Object.fromEntries(checks.map(({ id, causes: each }) => [id, Object.keys(each).sort()]));
    const rows = Object.fromEntries(Object.entries(data.table).map(([id, each]) => [id, Object.keys(each).sort()]));
    expect(rows).toEqual(causes);
    for (const [id, each] of Object.entries(data.table)) {
      for (const [cause, candidates] of Object.entries<readonly object[]>(each)) {
        const last = candidates.at(-1);
        // Whatever else is so, the last one holds.
        expect(Object.keys(last ?? {}), `${id} ${cause}`).toHaveLength(1);
        for (const candidate of candidates) {
          const { fix, none: reason } = candidate as { readonly fix?: string; readonly none?: string };
          expect(fix ?? reason, `${id} ${cause}`).toBeDefined();
          if (fix !== undefined) expect(data.fixes).toHaveProperty(fix);
          if (reason !== undefined) expect(data.reasons).toHaveProperty(reason);
        }
      }
    }
  });

  it('is used: no fix and no reason stands there for nothing', () => {
    const used = new Set([...JSON.stringify(data.table).matchAll(/"(?:fix|none)":"(\w+)"/g)].map(([, id]) => id));
    // For what is unknown without a cause.
    used.add('verifyAgain');
    expect([...used].sort()).toEqual([...Object.keys(data.fixes), ...Object.keys(data.reasons)].sort());
  });

  it('names nothing of a machine: a fix is an id', () => {
    for (const id of checkIds) {
      const offer = fixFor({ id, outcome: 'failed', why: '"; reboot #' }, facts);
      expect([Object.keys(data.fixes), Object.keys(data.reasons)].flat()).toContain(Object.values(offer)[0]);
    }
  });
});

describe('the fix of a check', () => {
  it('changes something only where the cause is known', () => {
    for (const id of checkIds) {
      for (const kind of ['machine', 'cluster'] as const) {
        const offer = fixFor({ id, outcome: 'unknown', why: '' }, { ...facts, kind });
        expect('fix' in offer && isReader(offer.fix), id).toBe(true);
      }
    }
  });

  it('restarts the agent only once nothing else can be the cause', () => {
    const heartbeat = failed('agent.heartbeat');
    expect(fixFor(heartbeat, facts)).toEqual({ fix: 'restartAgent' });
    expect(fixFor(heartbeat, { ...facts, open: new Set(['network.endpoints']) })).toEqual({ fix: 'readAgent' });
  });

  it('has Azure upgrade an agent that it can upgrade, and does not yet', () => {
    const version = failed('agent.version');
    expect(fixFor(version, facts)).toEqual({ fix: 'upgradeAgent' });
    expect(fixFor(version, { ...facts, automaticUpgrade: true })).toEqual({ none: 'upgrading' });
    expect(fixFor(version, { ...facts, agentVersion: '1.43.02775.1694' })).toEqual({ none: 'byHand' });
    expect(fixFor(version, { ...facts, agentVersion: undefined })).toEqual({ none: 'byHand' });
    expect(fixFor(version, { ...facts, agentVersion: 'newest' })).toEqual({ none: 'byHand' });
  });

  it('says what it does, where, and how to undo it, with the services of the system', () => {
    expect(fixTexts('startArcProxy', 'linux')).toEqual({
      title: 'Start the Arc proxy…',
      does: 'Starts the service arcproxyd and sees that it stays up.',
      where: 'onMachine',
      undo: 'Stop the service arcproxyd on the machine.',
    });
    expect(fixTexts('restartAgent', 'windows').does).toContain('the service himds,');
    expect(fixTexts('upgradeAgent').undo).toContain('An upgrade can’t be undone.');
  });
});

const last = (more: Partial<LastVerification>): LastVerification => ({
  at: '2026-11-20T12:05:00Z',
  passed: 3,
  failed: [],
  unknown: [],
  ...more,
});

describe('the fixes of a resource', () => {
  const web = machine('web', { agentVersion: '1.58.03228.700' });

  it('stand once each, what only reads last', () => {
    const found = last({
      failed: ['agent.status', 'gateway.connectionType', 'agent.version'],
      unknown: ['network.private'],
      causes: { 'gateway.connectionType': 'oldAgent' },
    });
    expect(fixesOf(web, found).map(({ fix, checks: of }) => [fix, of])).toEqual([
      ['associate', ['gateway.connectionType']],
      ['upgradeAgent', ['agent.version']],
      ['readAgent', ['agent.status', 'network.private']],
    ]);
    expect(fixOfCheck(web, found, 'agent.version')).toEqual({ fix: 'upgradeAgent' });
    expect(fixOfCheck(web, found, 'place.tenant')).toBeUndefined();
  });

  it('are one button for all that have one cause', () => {
    const found = last({ failed: ['gateway.arcProxy'] });
    const [db, edge] = [machine('db'), cluster('edge')];
    const all = [web, db].flatMap((each) => fixesOf(each, found));
    const others = fixesOf(edge, last({ failed: ['cluster.context'] }));
    expect(groupFixes([...all, ...others])).toEqual([
      { fix: 'startArcProxy', resourceIds: [web.id, db.id] },
      { fix: 'chooseContext', resourceIds: [edge.id] },
    ]);
  });
});

describe('the firewall request', () => {
  const blocked = ['westeurope.login.microsoft.com', 'evil.example'];

  it('names the hosts that Azure Arc needs and the machines that lack them, and nothing that a machine made up', () => {
    const text = firewallRequest([
      { name: 'app-01', os: 'linux', location: 'westeurope', blocked },
      { name: 'app-02', os: 'windows', location: 'westeurope', blocked: blocked.slice(0, 1) },
    ]);
    expect(text).toMatch(/^\| `westeurope\.login\.microsoft\.com` \| 443 \| https \| .* \| app-01, app-02 \| /m);
    expect(text).not.toContain('evil.example');
    expect(text).toContain('The agents named 1 more');
  });

  it('takes the hosts of the check that failed, not its words', () => {
    const observed = [
      { subject: 'a.example', value: { code: 'notReachable' } },
      { subject: 'b.example', value: { code: 'reachable' } },
      { value: 'not reachable: c.example' },
    ] as const;
    const check = { id: 'network.endpoints', outcome: 'failed', expected: [], observed } as const;
    const subject = { name: 'web', kind: 'machine' } as const;
    expect(blockedHosts({ subject, checks: [check] })).toEqual(['a.example']);
    expect(blockedHosts({ subject, checks: [{ ...check, outcome: 'unknown' }] })).toEqual([]);
  });
});

describe('the journal of fixes', () => {
  const entry = (state: string, resourceId = '/x/A') =>
    JSON.stringify({ at: '2026-12-01T10:00:00.000Z', fix: 'startArcProxy', resourceId, state });

  it('tells what was sent and never ended', () => {
    const text = [entry('sent'), entry('sent', '/x/b'), entry('done', '/x/a'), ''].join('\n');
    const entries = readFixJournal(text);
    const later = Date.parse('2026-12-01T11:00:00.000Z');
    expect(interruptedFixes(entries, later).map(({ resourceId }) => resourceId)).toEqual(['/x/b']);
    // It may still run in another window.
    expect(interruptedFixes(entries, Date.parse('2026-12-01T10:01:00.000Z'))).toEqual([]);
  });

  it('leaves out what it can’t read', () => {
    const lines = ['{"at":', '[]', entry('lost'), entry('done').replace('startArcProxy', 'toString'), entry('failed')];
    expect(readFixJournal(lines.join('\n')).map(({ state }) => state)).toEqual(['failed']);
  });
});

import { describe, expect, test } from 'vitest';
import type { ResourceContent } from '../../../src/contract/resourcePage';
import { ArcError } from '../../../src/kernel/errors';
import type { Inventory } from '../../../src/kernel/inventory';
import { type ArcResource, resourceKey } from '../../../src/kernel/resources';
import type { PageContext } from '../../../src/pages/kinds';
import { headOf, pageOf } from '../../../src/pages/pageOf';
import type { CheckResult } from '../../../src/verification/engine';
import { cluster, gateway, inventory, machine } from '../../support/resources';

const now = Date.parse('2026-12-01T10:00:00Z');
const hub = gateway('gw-hub');
const web = machine('web-01');

const page = (
  resource: ArcResource,
  known: Inventory,
  more: Partial<PageContext> = {},
  changes?: Parameters<typeof pageOf>[2],
): ResourceContent => pageOf(resource, { inventory: known, readAt: 'Dec 1', now, checks: [], ...more }, changes);

const hops = ({ path }: ResourceContent) =>
  path?.hops.map(({ kind, isKnown }) => (isKnown ? kind : (`${kind}?` as const)));
const actions = ({ actions: offered }: ResourceContent) => offered.map(({ id }) => id);

const observed = (known: Inventory, resource: ArcResource, connectionType: 'direct' | 'gateway'): Inventory => ({
  ...known,
  observations: new Map([[resourceKey(resource.id), { connectionType, observedAt: '2026-11-30T09:00:00Z' }]]),
});

const check = (
  id: CheckResult['id'],
  outcome: CheckResult['outcome'],
  value: CheckResult['observed'][number]['value'],
) => ({ id, outcome, expected: [{ value: 'x' }], observed: [{ value }] }) satisfies CheckResult;

const behindHub = inventory({ gateways: [hub], machines: [web], associations: [[web, hub]] });

describe('the way to Azure', () => {
  test('goes through the gateway that Azure associates, if the agent follows it, with a proxy that is not known', () => {
    expect(hops(page(web, behindHub))).toEqual(['resource', 'arcProxy', 'proxy?', 'gateway', 'azure']);
  });

  test('has the proxy that the agent reported, or none', () => {
    const proxied = page(web, behindHub, {
      checks: [check('gateway.upstreamProxy', 'skipped', 'http://u@proxy.corp:8080')],
    });
    expect(hops(proxied)).toEqual(['resource', 'arcProxy', 'proxy', 'gateway', 'azure']);
    expect(proxied.path?.hops[2]?.name).toBe('proxy.corp:8080');
    const without = page(web, behindHub, { checks: [check('gateway.upstreamProxy', 'skipped', { code: 'none' })] });
    expect(hops(without)).toEqual(['resource', 'arcProxy', 'gateway', 'azure']);
  });

  test('is as the agent was seen, whatever Azure associates', () => {
    expect(hops(page(web, observed(behindHub, web, 'direct')))).toEqual(['resource', 'proxy?', 'azure']);
    const direct = inventory({ machines: [web], associations: [[web, null]] });
    expect(hops(page(web, observed(direct, web, 'gateway')))).toEqual(['resource', 'unknown?', 'azure']);
  });

  test('is unknown where the association is, and where only the agent knows', () => {
    expect(hops(page(web, inventory({ machines: [web] })))).toEqual(['resource', 'unknown?', 'azure']);
    const denied = new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No access.');
    const failed = page(web, inventory({ machines: [web], associations: [[web, denied]] }));
    expect(hops(failed)).toEqual(['resource', 'unknown?', 'azure']);
    expect(failed.path?.basis).toBe('No access.');
    const old = machine('old-01', { agentVersion: '1.50' });
    const associated = inventory({ gateways: [hub], machines: [old], associations: [[old, hub]] });
    expect(hops(page(old, associated))).toEqual(['resource', 'unknown?', 'azure']);
  });

  test('goes to a private endpoint with a private link scope', () => {
    const scoped = machine('pls-01', { privateLinkScopeId: '/subscriptions/x/privateLinkScopes/pls-1' });
    const content = page(scoped, inventory({ machines: [scoped], associations: [[scoped, null]] }));
    expect(hops(content)).toContain('privateEndpoint');
    expect(hops(content)).not.toContain('gateway');
  });

  test('of a cluster is direct where the gateway is not enabled on it', () => {
    const k8s = cluster('aks-01', { gatewayEnabled: false });
    const associated = inventory({ gateways: [hub], clusters: [k8s], associations: [[k8s, hub]] });
    expect(hops(page(k8s, associated))).toEqual(['resource', 'proxy?', 'azure']);
    const enabled = cluster('aks-01', { gatewayEnabled: true });
    const known = inventory({ gateways: [hub], clusters: [enabled], associations: [[enabled, hub]] });
    expect(hops(page(enabled, known))).toEqual(['resource', 'arcProxy', 'proxy?', 'gateway', 'azure']);
    const silent = cluster('aks-01', { gatewayEnabled: undefined });
    const unsaid = inventory({ gateways: [hub], clusters: [silent], associations: [[silent, hub]] });
    expect(hops(page(silent, unsaid))).toEqual(['resource', 'unknown?', 'azure']);
  });
});

describe('a page', () => {
  test('of what is well names no problem', () => {
    expect(page(web, behindHub).problems).toEqual([]);
    expect(headOf(web)).toMatchObject({ name: 'web-01', icon: 'machine', severity: 'ok' });
  });

  test('names what is wrong first: its state, what contradicts Azure, and what failed', () => {
    const lost = machine('web-01', { status: 'Disconnected', statusReason: 'It is a clone.', agentVersion: '1.40' });
    const known = observed(
      inventory({ gateways: [hub], machines: [lost], associations: [[lost, hub]] }),
      lost,
      'direct',
    );
    const verified: Inventory = {
      ...known,
      verifications: new Map([
        [resourceKey(lost.id), { at: '2026-11-30T09:00:00Z', passed: 3, failed: ['agent.status'], unknown: [] }],
      ]),
    };
    const messages = page(lost, verified).problems.map(({ message }) => message);
    expect(messages[0]).toContain('It is a clone.');
    expect(messages.some((message) => message.includes('connection.type is direct'))).toBe(true);
    expect(messages.some((message) => message.startsWith('1 check failed'))).toBe(true);
    expect(messages.at(-1)).toContain('1.40');
  });

  test('tells both sides of an association, and when each was read', () => {
    const { sides } = page(web, observed(behindHub, web, 'direct'));
    expect(sides.map(({ severity }) => severity)).toEqual(['ok', 'warning', 'ok']);
    expect(sides[0]).toMatchObject({ value: 'gw-hub', gatewayId: hub.id, read: 'read from Azure on Dec 1' });
    expect(sides[1]?.read).toContain('read on the machine on');
    expect(page(web, behindHub).sides[1]).toMatchObject({ value: 'not known', severity: 'unknown' });
    expect(page(web, inventory({ machines: [web] })).sides[0]).toMatchObject({ severity: 'unknown' });
  });

  test('says of a gateway that is gone that it is not there', () => {
    const { sides, problems } = page(web, inventory({ machines: [web], associations: [[web, hub]] }));
    expect(sides[0]).toMatchObject({ value: 'gw-hub', severity: 'warning' });
    expect(sides[0]?.gatewayId).toBeUndefined();
    expect(problems[0]?.message).toContain('gw-hub');
  });

  test('shows the checks of the last verification, failed ones first, with what to press', () => {
    const last = { at: '2026-11-30T09:00:00Z', passed: 1, failed: ['gateway.connectionType'], unknown: [] } as const;
    const verified: Inventory = { ...behindHub, verifications: new Map([[resourceKey(web.id), last]]) };
    const checks = [check('agent.status', 'passed', 'connected'), check('gateway.connectionType', 'failed', 'direct')];
    const { verification } = page(web, verified, { checks });
    if (verification === undefined || verification === 'none') throw new Error('It was verified.');
    expect(verification.checks.map(({ id }) => id)).toEqual(['gateway.connectionType', 'agent.status']);
    expect(verification.checks[0]).toMatchObject({ outcome: 'failed', expected: ['x'], observed: ['direct'] });
    expect(verification.checks[0]?.cause).toBeTruthy();
    expect(verification.checks[0]?.fixes.length).toBeGreaterThan(0);
    expect(verification.checks[1]?.fixes).toEqual([]);
    expect(page(web, behindHub).verification).toBe('none');
  });

  test('has the end of an agent’s support, or that its version is unknown', () => {
    const support = (agentVersion: string | undefined): string | undefined =>
      page(machine('web-01', { agentVersion }), behindHub).agent.find(({ name }) => name === 'Support')?.value;
    expect(support('1.40')).toBe('ended in November 2026');
    expect(support('1.67')).toBe('ends in August 2027');
    expect(support(undefined)).toBe('unknown');
    expect(support('beta')).toBe('unknown');
  });

  test('offers only what works', () => {
    expect(actions(page(web, behindHub))).toEqual([
      'verify',
      'associate',
      'detach',
      'openSsh',
      'collectLogs',
      'openInPortal',
    ]);
    expect(actions(page(web, inventory({ machines: [web], associations: [[web, null]] })))).not.toContain('detach');
    expect(actions(page(hub, behindHub))).toContain('verify');
    expect(actions(page(hub, inventory({ gateways: [hub] })))).not.toContain('verify');
    const creating = gateway('gw-new', { state: 'Creating', endpoint: undefined });
    expect(actions(page(creating, inventory({ gateways: [creating] })))).not.toContain('editBypass');
  });

  test('of a gateway counts what is behind it, problems first, and no more rows than can be read', () => {
    const lost = machine('a-lost', { status: 'Disconnected' });
    const many = [...Array.from({ length: 150 }, (_, index) => machine(`web-${index}`)), lost];
    const known = inventory({
      gateways: [hub],
      machines: many,
      associations: many.map((each) => [each, hub] as const),
    });
    const { members } = page(hub, known);
    expect(members?.summary).toBe('151 in all; 1 needs attention.');
    expect(members?.rows).toHaveLength(100);
    expect(members?.rows[0]).toMatchObject({ name: 'a-lost', severity: 'warning' });
    expect(members?.more).toBe('51 more are in the Inventory.');
    expect(page(hub, inventory({ gateways: [hub], machines: [web] })).members?.summary).toBe(
      'None that you can see. The gateway of 1 more is unknown.',
    );
  });

  test('has the bypass list as Azure has it, or why there is none', () => {
    const known = inventory({ gateways: [hub] });
    const listed = page(hub, known, {
      details: { gateway: hub, allowedFeatures: ['*'], bypass: ['repo.contoso.com'] },
    });
    expect(listed.lists[0]?.items).toEqual(['repo.contoso.com']);
    expect(page(hub, known).lists).toEqual([]);
    const failed = page(hub, known, { details: new ArcError({ code: 'Unsupported' }, 'Not here.') });
    expect(failed.lists[0]).toMatchObject({ items: [], note: 'Not here.' });
  });

  test('has what was changed from here, once that is read', () => {
    expect(page(web, behindHub).history).toBeUndefined();
    expect(page(web, behindHub, {}, []).history).toEqual([]);
    expect(page(hub, behindHub, {}, []).history).toBeUndefined();
  });
});

test('foreign texts throw nowhere', () => {
  const hostile = `"><img src=x onerror=1>\u202e${'x'.repeat(500)}`;
  const odd = machine(hostile, {
    location: hostile,
    osName: hostile,
    agentVersion: hostile,
    lastStatusChange: hostile,
  });
  const gw = gateway(hostile, { endpoint: hostile, state: hostile });
  const known = inventory({ gateways: [gw], machines: [odd], associations: [[odd, gw]] });
  for (const value of [hostile, `http://${hostile}`, 'http://[::1', 'http://a b']) {
    const content = page(odd, known, { checks: [check('gateway.upstreamProxy', 'failed', value)] });
    expect(content.path?.hops.length).toBeGreaterThan(2);
  }
  expect(page(gw, known).members?.rows).toHaveLength(1);
});

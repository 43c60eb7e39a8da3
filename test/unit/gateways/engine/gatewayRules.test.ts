import { describe, expect, test } from 'vitest';
import { bypassChange, bypassRequirements, readBypassHosts } from '../../../../src/gateways/engine/bypassChange';
import { usersOf } from '../../../../src/gateways/engine/gatewayUsers';
import { parseTags, tagsText } from '../../../../src/gateways/engine/tagList';
import { limitProblem, newGroupProblem, newNameProblem } from '../../../../src/kernel/knowledge/gatewayLife';
import { isGone, isInTransition, isUnusable, isUsable } from '../../../../src/kernel/knowledge/gatewayState';
import { cluster, gateway, inventory, machine } from '../../../support/resources';
import { ArcError } from '../../../../src/kernel/errors';

describe('the name of a new gateway', () => {
  test.each(['gw', 'GW-hub_1.weu', 'g'.repeat(54)])('may be %s', (name) => {
    expect(newNameProblem(name, 'rg-edge', [])).toBeUndefined();
  });

  test.each([
    ['', /Enter a name/],
    ['g'.repeat(55), /at most 54 characters. This one has 55/],
    ['gw stores', /letters without accents/],
    ['gw/stores', /letters without accents/],
    ['gätway', /letters without accents/],
    ['..', /only periods/],
  ])('may not be %j', (name, problem) => {
    expect(newNameProblem(name, 'rg-edge', [])).toMatch(problem);
  });

  test('is free in another resource group, and taken in its own whatever the case', () => {
    const existing = [gateway('gw-hub')];
    expect(newNameProblem('GW-Hub', 'RG-EDGE', existing)).toMatch(/already has a gateway with this name/);
    expect(newNameProblem('gw-hub', 'rg-other', existing)).toBeUndefined();
  });
});

describe('the limits of a subscription', () => {
  const some = (count: number) => Array.from({ length: count }, (_, index) => gateway(`gw-${index}`));

  test('leave room for a fifth gateway and for no sixth', () => {
    expect(limitProblem(some(4))).toBeUndefined();
    expect(limitProblem(some(5))).toMatch(/5 of 5 gateways: gw-0, gw-1, gw-2, gw-3, and gw-4\./);
    expect(limitProblem([...some(4), gateway('gw-leaving', { state: 'Deleting' })])).toBeDefined();
    expect(limitProblem([...some(4), gateway('gw-gone', { state: 'Deleted' })])).toBeUndefined();
  });
});

test('a new resource group needs a name that is allowed and free', () => {
  const groups = [{ name: 'rg-edge' }];
  expect(newGroupProblem('rg-new', groups)).toBeUndefined();
  expect(newGroupProblem('RG-edge', groups)).toMatch(/already/);
  expect(newGroupProblem('rg-new.', groups)).toMatch(/period/);
  expect(newGroupProblem('', groups)).toMatch(/Enter a name/);
});

test.each([
  ['Accepted', 'passing'],
  ['Creating', 'passing'],
  ['Updating', 'passing'],
  ['deleting', 'passing'],
  ['Succeeded', 'usable'],
  ['succeeded', 'usable'],
  ['Failed', 'unusable'],
  ['Canceled', 'unusable'],
  ['Deleted', 'unusable'],
  ['SomethingNew', undefined],
  ['', undefined],
])('the state %j is %s, and nothing else', (state, what) => {
  const [passing, usable, unusable] = [isInTransition, isUsable, isUnusable].map((is) => is({ state }));
  expect({ passing, usable, unusable }).toEqual({
    passing: what === 'passing',
    usable: what === 'usable',
    unusable: what === 'unusable',
  });
  expect(isGone({ state })).toBe(state === 'Deleted');
});

describe('tags in one line', () => {
  test('are read and written again', () => {
    const tags = parseTags(' env = production, owner=a=b,empty= , ');
    expect(tags).toEqual({ ok: true, value: { env: 'production', owner: 'a=b', empty: '' } });
    expect(parseTags(tagsText({ env: 'test', site: 'Berlin' }))).toEqual({
      ok: true,
      value: { env: 'test', site: 'Berlin' },
    });
    expect(parseTags('')).toEqual({ ok: true, value: {} });
  });

  test.each([
    ['env', 'noValue'],
    ['=x', 'invalid'],
    ['a<b=x', 'invalid'],
    ['env=1, ENV=2', 'twice'],
    [Array.from({ length: 51 }, (_, i) => `t${i}=x`).join(','), 'tooMany'],
  ])('%s is refused', (text, problem) => {
    const tags = parseTags(text);
    expect(tags.ok ? '' : tags.error.code).toBe(problem);
  });
});

describe('the bypass list', () => {
  test('is read from names parted by commas, blanks or lines, each once and in lower case', () => {
    expect(readBypassHosts('Repo.contoso.com, a.b\nrepo.contoso.com ;c.d')).toEqual({
      ok: true,
      value: ['repo.contoso.com', 'a.b', 'c.d'],
    });
    expect(readBypassHosts('  ')).toEqual({ ok: true, value: [] });
  });

  test.each([
    ['a.b, 10.0.0.4', 'bypass.gatewayNamesOnly', '10.0.0.4 '],
    ['server01', 'bypass.gatewayNamesOnly', 'server01 '],
    ['server01, *.contoso.com', 'bypass.invalid', '"*.contoso.com" '],
    ['https://contoso.com', 'bypass.invalid', '"https://contoso.com" '],
    ['.contoso.com', 'bypass.invalid', '".contoso.com" '],
    ['contoso.com.', 'bypass.invalid', '"contoso.com." '],
    ['contoso.com:443', 'bypass.invalid', '"contoso.com:443" '],
    ['10.0.0.0/8', 'bypass.invalid', '"10.0.0.0/8" '],
    ['::1', 'bypass.invalid', '"::1" '],
    ['gätway.com', 'bypass.invalid', '"gätway.com" '],
    ['-a.contoso.com', 'bypass.invalid', '"-a.contoso.com" '],
    [`${'a'.repeat(64)}.com`, 'bypass.invalid', `"${'a'.repeat(64)}.com" `],
    [`${'a.'.repeat(126)}com`, 'bypass.invalid', `"${'a.'.repeat(126)}com" `],
    ['app_1.contoso.com', 'bypass.gatewayNamesOnly', 'app_1.contoso.com '],
    ['<local>', 'bypass.gatewayNamesOnly', '<local> '],
    ['7c41e09b.gw.arc.azure.com', 'bypass.gatewayItself', '7c41e09b.gw.arc.azure.com '],
  ])('%s is refused, naming the entry first', (text, code, entry) => {
    const hosts = readBypassHosts(text);
    expect(hosts.ok ? '' : hosts.error.code).toBe(code);
    expect(hosts.ok ? '' : hosts.error.message.slice(0, entry.length)).toBe(entry);
  });

  test('says what agents need', () => {
    expect(bypassRequirements()).toMatch(/1\.64.*1\.67/);
  });

  test('is compared without regard to case and order', () => {
    expect(bypassChange(['A.b', 'c.d'], ['e.f', 'a.b'])).toEqual({ added: ['e.f'], removed: ['c.d'], kept: ['a.b'] });
  });
});

test('what uses a gateway is told apart from what is not known', () => {
  const [hub, other] = [gateway('gw-hub'), gateway('gw-other')];
  const [web, sql, k3s, unread, failed] = ['web', 'sql', 'k3s', 'unread', 'failed'].map((name) => machine(name));
  if (!web || !sql || !k3s || !unread || !failed) throw new Error('Five machines');
  const oslo = cluster('oslo');
  const all = inventory({
    gateways: [hub, other],
    machines: [web, sql, k3s, unread, failed],
    clusters: [oslo],
    associations: [
      [web, { id: hub.id.toUpperCase() }],
      [sql, other],
      [k3s, null],
      [oslo, hub],
      [failed, new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.')],
    ],
  });
  const { users, unknown } = usersOf(all, hub.id);
  expect(users.map(({ name }) => name)).toEqual(['web', 'oslo']);
  expect(unknown.map(({ name }) => name)).toEqual(['unread', 'failed']);
});

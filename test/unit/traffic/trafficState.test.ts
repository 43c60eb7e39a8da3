import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { trafficContract } from '../../../src/contract/traffic';
import { covers } from '../../../src/kernel/hostPattern';
import { findObstacles } from '../../../src/traffic/findObstacles';
import { trafficState } from '../../../src/traffic/trafficState';

const example = readFileSync(path.resolve(import.meta.dirname, '../../../media/example.arc.json'), 'utf8');
const facts = { uri: 'file:///branch.arc.json', fileName: 'branch.arc.json' };
const stateOf = (text: string) => trafficState({ ...facts, text }, findObstacles);
const changed = (change: object): string => JSON.stringify({ ...(JSON.parse(example) as object), ...change });

describe('the state of the traffic view', () => {
  it('compares the site with the same machines connecting directly', () => {
    const { change } = stateOf(example).traffic ?? {};
    expect(change?.open.map(({ host }) => host)).toEqual(['7c41e09b.gw.arc.azure.com']);
    expect(change?.closeAfterAsking.map(({ host }) => host)).toContain('pas.windows.net');
    expect(change?.close.flatMap(({ neededBy }) => neededBy)).toEqual([]);
    const his = change?.closeAfterAsking.find(({ host }) => host === '*.his.arc.azure.com');
    expect(his?.neededBy).toContainEqual({ neighbor: 'cluster', addresses: ['*.his.arc.azure.com'] });
    expect(his?.narrowedTo).toContain('gbl.his.arc.azure.com:443');
    expect(change?.keep.map(({ host }) => host)).toContain('login.microsoftonline.com');
    expect(change?.closeAfterHours).toBe(1);
    expect(change?.proofs).toEqual([expect.stringMatching(/^Each server’s agent must have taken the gateway first/)]);
  });

  it('leaves open what the gateway’s own bypass list keeps out of the gateway', () => {
    const host = 'agentserviceapi.guestconfiguration.azure.com';
    const { change } = stateOf(changed({ network: { gatewayBypass: [host] } })).traffic ?? {};
    expect(change?.keep.map((each) => each.host)).toContain(host);
    const wide = change?.closeAfterAsking.find((each) => each.host === '*.guestconfiguration.azure.com');
    expect(wide?.narrowedTo).toEqual([`${host}:443`]);
  });

  it('changes nothing for a direct connection', () => {
    const { change, connection } = stateOf(changed({ connection: 'direct', gateway: undefined })).traffic ?? {};
    expect([connection, change?.open, change?.close, change?.closeAfterAsking]).toEqual(['direct', [], [], []]);
    expect(change?.keep.length).toBeGreaterThan(5);
  });

  it('offers what a gateway carries beside the allow list, where there is a gateway', () => {
    const ids = (text: string) => stateOf(text).formats.map(({ id }) => id);
    const offered = ids(example);
    expect(offered.slice(-2)).toEqual(['gatewayMarkdown', 'gatewayCsv']);
    expect(ids(changed({ connection: 'direct', gateway: undefined }))).toEqual(offered.slice(0, -2));
  });

  it('knows the way of every host of either side, a pattern by a host that it takes in', () => {
    const { hosts = [], change } = stateOf(example).traffic ?? {};
    const addresses = hosts.map(({ address }) => address);
    const { open = [], close = [], closeAfterAsking = [], keep = [] } = change ?? {};
    for (const { host, port } of [...open, ...close, ...closeAfterAsking, ...keep]) {
      expect(addresses).toContain(`${host}:${port}`);
    }
    for (const { address, example: asked } of hosts) {
      expect(covers(address, asked.includes(':') ? asked : `${asked}:443`), address).toBe(true);
    }
    expect(new Set(hosts.map(({ category }) => category))).toEqual(new Set(['gateway', 'enterpriseProxy']));
  });

  it('counts the servers of the site', () => {
    expect(stateOf(changed({ targets: { servers: { os: ['linux'], count: 250 } } })).traffic?.estimate).toEqual({
      region: 'westeurope',
      servers: 250,
    });
  });

  it('names what keeps the network from working', () => {
    const { traffic } = stateOf(changed({ network: { proxyAuthentication: 'required' } }));
    expect(traffic?.obstacles.map(({ code }) => code)).toEqual(['proxy.authentication']);
  });

  it.each([
    ['{ "version": ', /not valid JSON/, 0],
    [changed({ azure: {} }), /not complete/, 4],
  ])('says why there is nothing to show: %.20j', (text, message, count) => {
    const { problem, traffic } = stateOf(text);
    expect(traffic).toBeUndefined();
    expect(problem?.message).toMatch(message);
    expect(problem?.details).toHaveLength(count);
  });

  it('says why there is no text', () => {
    expect(trafficState({ ...facts, missing: 'Gone.' }).problem).toEqual({ message: 'Gone.', details: [] });
  });

  it.each([example, '{}', '{ nonsense'])('passes through the contract unchanged: %.20j', (text) => {
    const state = JSON.parse(JSON.stringify(stateOf(text))) as unknown;
    expect(v.parse(trafficContract.state, state)).toEqual(state);
  });
});

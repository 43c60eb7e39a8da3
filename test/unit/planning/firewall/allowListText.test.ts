import { describe, expect, it } from 'vitest';
import { allowListText } from '../../../../src/planning/firewall/allowListText';
import { closingFindings, endpointsOf, firewallChanges, firewallChangesTable } from '../../../../src/planning/firewall';
import { plan } from '../../../../src/planning/makePlan';
import { clusterSite } from '../targets/clusters/sites';
import { endpointsFor } from '../../../../src/planning/network/endpoints';
import { directNeeds, gatewayNeeds } from '../network/lists';

describe('an allow list to be compared', () => {
  const before = allowListText(endpointsFor(directNeeds)).split('\n');
  const after = allowListText(endpointsFor(gatewayNeeds)).split('\n');

  it('has one address a line, none twice, and a last line break', () => {
    expect(before.at(-1)).toBe('');
    expect(new Set(before).size).toBe(before.length);
    expect(after).toContain('contoso-weu.gw.arc.azure.com');
    expect(before.filter((line) => line.endsWith(':80')).length).toBeGreaterThan(0);
  });

  it('keeps hosts of one domain together, so that a diff shows what narrows', () => {
    const places = before.flatMap((line, index) => (line.endsWith('.his.arc.azure.com') ? [index] : []));
    expect(Math.max(...places) - Math.min(...places)).toBe(places.length - 1);
  });

  it('says when what it no longer has may be closed, and what must have shown itself first', () => {
    const site = clusterSite({ state: 'connected' });
    const changes = firewallChanges(site);
    expect(changes.close.length).toBeGreaterThan(0);
    const head = allowListText(endpointsOf(site), changes).split('\n', 3);
    expect(head[0]).toBe('# Close what is no longer here at the earliest 1 h after the switch.');
    expect(head[1]).toMatch(
      /^# Each cluster’s agents must have taken the gateway first: its verify script ends with 0/,
    );
    expect(head[2]).not.toMatch(/^# Each/);
    expect(firewallChangesTable(changes)).toMatch(/\n\*\*Before anything is closed:\*\* Each cluster’s agents/);
    expect(closingFindings(changes)[0]?.fix).toMatch(/verify script .* Wait 1 hour from then\.$/);
    const direct = firewallChanges(clusterSite({ state: 'connected', connection: 'direct' }));
    expect([direct.close, direct.proofs, closingFindings(direct)]).toEqual([[], [], []]);
    const [last] = plan(site).nextSteps.slice(-1);
    expect(last?.detail).toMatch(/^Each cluster’s agents must have taken the gateway first.* Wait 1 hour from then\. /);
  });

  it('leaves out what is reached at a private address', () => {
    const open = endpointsFor({ ...directNeeds, mode: 'privateLink' });
    expect(open.some(({ privateEndpoint }) => privateEndpoint)).toBe(true);
    expect(allowListText(open)).not.toContain('guestconfiguration');
  });
});

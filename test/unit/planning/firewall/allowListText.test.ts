import { describe, expect, it } from 'vitest';
import { allowListText } from '../../../../src/planning/firewall/allowListText';
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

  it('leaves out what is reached at a private address', () => {
    const open = endpointsFor({ ...directNeeds, mode: 'privateLink' });
    expect(open.some(({ privateEndpoint }) => privateEndpoint)).toBe(true);
    expect(allowListText(open)).not.toContain('guestconfiguration');
  });
});

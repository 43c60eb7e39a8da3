import { describe, expect, it } from 'vitest';
import hosts from '../../../../src/kernel/knowledge/data/regionalHosts.json';
import regionClouds from '../../../../src/kernel/knowledge/data/regionClouds.json';
import data from '../../../../src/kernel/knowledge/data/regions.json';
import { displayRegion, isKnownRegion, regions } from '../../../../src/kernel/knowledge/regions';
import { hisCode } from '../../../../src/kernel/knowledge/regionalHosts';

const date = /^\d{4}(-\d\d){0,2}$/;

describe('regions', () => {
  it('are offered by display name, those open to few left out', () => {
    const displays = regions.map(({ display }) => display);
    expect(displays).toEqual([...displays].sort());
    expect(regions).toContainEqual({ name: 'westeurope', display: 'West Europe' });
    expect(regions.map(({ name }) => name)).not.toContain('germanynorth');
    expect(isKnownRegion('germanynorth')).toBe(true);
  });

  it('have a regional code only where a source names it', () => {
    expect(hisCode('westeurope')).toMatchObject({ code: 'weu', isRecent: true });
    expect(hisCode('ukwest')).toMatchObject({ code: 'uks', isRecent: false });
    expect(hisCode('swedencentral')).toBeUndefined();
    expect(hisCode('moonbase1')).toBeUndefined();
  });

  it('are shown by name when they are not known', () => {
    expect(displayRegion('westus3')).toBe('West US 3');
    expect(displayRegion('moonbase1')).toBe('moonbase1');
  });
});

describe('the region table', () => {
  it.each(data.regions.map((row) => [row.name, row] as const))('%s is well formed', (name, row) => {
    expect(row.display.toLowerCase().replaceAll(' ', '')).toBe(name);
    if ('asOf' in row) expect(row.asOf).toMatch(date);
  });

  it('has a source, and the date of the rows without one', () => {
    expect(data.source).toMatch(/^learn\.microsoft\.com\//);
    const own = data.regions.flatMap((row) => ('asOf' in row ? [row.asOf] : []));
    expect([...own, data.asOf].toSorted()[0]).toBe(data.asOf);
  });

  it.each(Object.entries(hosts.hisCodes))(
    '%s has a code with its source',
    (name, { code, confidence, source, asOf }) => {
      expect(isKnownRegion(name)).toBe(true);
      expect(code).toMatch(/^[a-z0-9]+$/);
      expect(['high', 'medium']).toContain(confidence);
      expect(source).toMatch(/\S/);
      expect(asOf).toMatch(/^(\d{4}(-\d\d){0,2}|undated)$/);
    },
  );

  it('says where the request for a code is found', () => {
    expect(hosts.discovery.url).toContain('<region>');
    expect(hosts.discovery.source).toMatch(/^github\.com\//);
    expect(hosts.discovery.asOf).toMatch(date);
  });

  it('names no region twice, and each other cloud with its source', () => {
    const names = data.regions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const other of regionClouds) {
      expect(other).toMatchObject({
        source: expect.stringMatching(/^learn/) as string,
        asOf: expect.stringMatching(date) as string,
      });
      expect(names.filter((name) => name.startsWith(other.prefix))).toEqual([]);
    }
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summarizeSite } from '../../../src/vscode/siteSummary';

const example = readFileSync(join(import.meta.dirname, '../../../media/example-branch.arc.json'), 'utf8');
const changed = (change: (site: Record<string, Record<string, unknown>>) => void): string => {
  const site = JSON.parse(example) as Record<string, Record<string, unknown>>;
  change(site);
  return JSON.stringify(site);
};

describe('a site in a list', () => {
  it('says how it reaches Azure, after what is wrong', () => {
    const well = summarizeSite(example);
    expect(well.route).toBe('gw-hub-weu · proxy.contoso.com:8080');
    expect(well.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(well.words).toContain(well.route);
    const broken = summarizeSite(
      changed(({ azure = {} }) => {
        azure.subscriptionId = 'no id';
      }),
    );
    expect(broken.words).toBe('1 error');
  });

  it('has errors before warnings', () => {
    const inspected = summarizeSite(
      changed(({ network = {} }) => {
        network.tlsInspection = 'yes';
      }),
    );
    const severities = inspected.findings.map(({ severity }) => severity);
    expect(severities.length).toBeGreaterThan(0);
    expect(severities).toEqual(severities.toSorted());
  });

  it('says why it cannot be read, whatever the text is', () => {
    for (const text of ['', '[', '[]', 'null', '{"targets":', '\u0000'.repeat(1000), '['.repeat(100_000)]) {
      const { unreadable, findings } = summarizeSite(text);
      expect(unreadable ?? findings[0]?.message, text.slice(0, 10)).toMatch(/\S/);
    }
  });
});

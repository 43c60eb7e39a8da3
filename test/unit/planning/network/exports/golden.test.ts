import { describe, expect, it } from 'vitest';
import { exportAllowList, exportFindings } from '../../../../../src/planning/network/exports/exportAllowList';
import { exportFormats } from '../../../../../src/planning/network/exports/formats';
import { gatewayDocuments, writeGatewayDocument } from '../../../../../src/planning/network/exports';
import { gatewayHosts } from '../../../../../src/planning/network/gatewayHosts';
import { useGoldens } from '../../../../support/golden';
import { lists } from '../lists';

describe('exports of the allow list', () => {
  const expectGolden = useGoldens('exports');
  const cases = Object.entries(lists).flatMap(([list, endpoints]) =>
    exportFormats.map((format) => ({ list, endpoints, ...format })),
  );

  it.each(cases)('are as reviewed: $list, $id', ({ list, endpoints, id, fileName }) => {
    expectGolden(`${list}/${fileName}`, exportAllowList(endpoints, id));
  });

  it.each(gatewayDocuments)('say what a gateway carries, as reviewed: $id', ({ id, fileName }) => {
    const text = writeGatewayDocument(id);
    expectGolden(`gateway/${fileName}`, text);
    expect(writeGatewayDocument(id)).toBe(text);
    const rows = text.split(/\r?\n/).filter((line) => /^(?:\| `)?\*?[a-z0-9.*-]+\.[a-z]+[`,]/.test(line));
    const concerns = gatewayHosts.filter(({ concern }) => concern !== undefined);
    // In Markdown those of concern stand in a table of their own first.
    expect(rows).toHaveLength(gatewayHosts.length + (fileName.endsWith('.md') ? concerns.length : 0));
    for (const { host, asOf } of gatewayHosts) {
      expect(
        rows.some((row) => row.replace(/^\| `/, '').startsWith(host) && row.includes(asOf)),
        host,
      ).toBe(true);
    }
    expect(text.match(/Broad:/g)?.length).toBe(
      concerns.filter(({ concern }) => concern === 'broad').length * (fileName.endsWith('.md') ? 2 : 1),
    );
  });

  // Findings are for people, in their language.
  it.skipIf(process.env.ARC_TRANSLATED).each(Object.entries(lists))(
    'say what they do not say, as reviewed: %s',
    (list, endpoints) => {
      const findings = Object.fromEntries(exportFormats.map(({ id }) => [id, exportFindings(endpoints, id)]));
      expectGolden(`${list}/findings.json`, `${JSON.stringify(findings, undefined, 2)}\n`);
    },
  );

  it.each(cases)('are the same every time and end with a line: $list, $id', ({ endpoints, id }) => {
    const text = exportAllowList(endpoints, id);
    expect(exportAllowList(structuredClone(endpoints), id)).toBe(text);
    expect(text).toMatch(/[^\n]\n$/);
  });
});

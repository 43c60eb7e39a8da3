import { describe, expect, it } from 'vitest';
import { exportAllowList, exportFindings } from '../../../../../src/planning/network/exports/exportAllowList';
import { exportFormats } from '../../../../../src/planning/network/exports/formats';
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

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adoptTags, errorsOf, recordOf, type TagRow } from '../../webview/wizard/tagRows';

const name = fc.constantFrom('', ' ', 'site', 'Site', ' site', 'owner', '__proto__', 'constructor', 'cost');
const anyRows = fc
  .array(fc.record({ name, value: fc.constantFrom('', 'a', 'b') }), { maxLength: 5 })
  .map((rows) => rows.map((row, index): TagRow => ({ ...row, id: index + 1 })));
const anyTags = fc
  .uniqueArray(fc.tuple(name, fc.constantFrom('', 'a')), { selector: ([key]) => key, maxLength: 5 })
  .map((entries) => Object.fromEntries(entries));

test('rows show the tags of the document in their order, each with an id of its own, and adopting again changes nothing', () => {
  let kept = 0;
  fc.assert(
    fc.property(anyRows, anyTags, (rows, tags) => {
      let lastId = 100;
      const adopt = (from: readonly TagRow[]) => adoptTags(from, tags, () => ++lastId);
      const adopted = adopt(rows);
      expect(new Set(adopted.map(({ id }) => id)).size).toBe(adopted.length);
      if (adopted !== rows) {
        const shown = adopted.slice(0, Object.keys(tags).length);
        expect(shown.map((row) => [row.name, row.value])).toEqual(Object.entries(tags));
        kept += shown.filter(({ id }) => id < 100).length;
      }
      expect(adopt(adopted)).toEqual(adopted);
    }),
    { numRuns: 2000 },
  );
  expect(kept).toBeGreaterThan(200);
});

test('a row goes on as the tag of its name, then as the one in its place', () => {
  const rows = [
    { id: 1, name: 'site', value: 'Berlin' },
    { id: 2, name: 'owner', value: 'ops' },
    { id: 3, name: '', value: '' },
  ];
  const ids = (tags: Record<string, string>) => adoptTags(rows, tags, () => 9).map(({ id }) => id);
  expect(ids({ first: '1', Site: 'Bern', owner: 'ops' })).toEqual([9, 1, 2, 3]);
  expect(ids({ place: 'Berlin', owner: 'ops' })).toEqual([1, 2, 3]);
  expect(ids({ site: 'Berlin', owner: 'ops' })).toEqual([1, 2, 3]);
});

test('a row without a name, or with that of an earlier one, is not written and says why', () => {
  const rows = [
    { id: 1, name: 'site', value: 'Berlin' },
    { id: 2, name: ' SITE ', value: 'Bern' },
    { id: 3, name: '', value: 'x' },
    { id: 4, name: '', value: '' },
  ];
  expect(recordOf(rows)).toEqual({ site: 'Berlin' });
  expect([...errorsOf(rows).keys()]).toEqual([2, 3]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldEdit } from '../../../src/contract/wizard';
import { readDocument } from '../../../src/vscode/readDocument';
import { editDocument } from '../../../src/wizard/documentJson';

const text = `{
  // the branch in Berlin
  "version": 2,
  "azure": { "region": "westeurope", "resourceGroup": "rg" },
  "tags": {}
}
`;

describe('a topology document', () => {
  it('is read with comments and trailing commas', () => {
    expect(readDocument(text)).toMatchObject({ ok: true, value: { azure: { region: 'westeurope' } } });
    expect(readDocument('{"version": 1,}').ok).toBe(true);
  });

  it.each([
    ['{\n  "version": 1\n  "azure": {}\n}', /not valid JSON.*line 3/],
    ['', /not valid JSON/],
    ['[]', /must be a JSON object/],
    ['"text"', /must be a JSON object/],
  ])('that cannot be read says why: %j', (broken, reason) => {
    const read = readDocument(broken);
    expect(read.ok ? '' : read.error).toMatch(reason);
  });

  it('changes in one field and keeps comments, order and layout', () => {
    const edited = editDocument(text, [{ path: ['azure', 'region'], value: 'northeurope' }]);
    expect(edited).toBe(text.replace('westeurope', 'northeurope'));
  });

  it('takes several edits at once, makes missing parents, and removes', () => {
    const edited = editDocument(text, [
      { path: ['gateway', 'id'], value: '/subscriptions/x' },
      { path: ['azure', 'resourceGroup'] },
      { path: ['targets', 'servers', 'os'], value: ['linux'] },
    ]);
    expect(readDocument(edited)).toMatchObject({
      value: {
        gateway: { id: '/subscriptions/x' },
        azure: { region: 'westeurope' },
        targets: { servers: { os: ['linux'] } },
      },
    });
    expect(edited).not.toContain('resourceGroup');
    expect(edited).toContain('// the branch in Berlin');
  });

  const typed = 'http://proxy "x" \\ é';
  it.each([
    ['with comments', text],
    ['without spaces', '{"version":2,"azure":{"region":"x"},"tags":{}}'],
    ['with tabs and trailing commas', '{\r\n\t"version": 2, "azure": {"region": "x",},\r\n\t"tags": {},\r\n}\r\n'],
    ['with the key twice', '{ "version": 2, "azure": { "region": "a", "region": "b" } }'],
    ['of version 1', '{ "version": 1, "targets": { "os": ["linux"] }, "azure": { "region": "x" } }'],
  ])('takes what is typed letter by letter as it takes each letter alone: a text %s', (_, before) => {
    for (const path of [
      ['azure', 'region'],
      ['network', 'proxyUrl'],
      ['tags', 'Site'],
    ]) {
      let edited = before;
      for (let length = 1; length <= typed.length; length += 1) {
        const edit = [{ path, value: typed.slice(0, length) }];
        const next = editDocument(edited, edit);
        // Another document in between: nothing is known of the first one.
        editDocument('{}', [{ path: ['version'], value: 'x' }]);
        expect(editDocument(edited, edit)).toBe(next);
        expect(editDocument(next, edit)).toBe(next);
        edited = next;
      }
      // Somebody edits the text elsewhere, or undoes.
      expect(editDocument(before, [{ path, value: 'y' }])).toBe(editDocument(`${before}`, [{ path, value: 'y' }]));
      editDocument(edited, [{ path, value: 'z' }]);
      const moved = edited.replace('{', '{ ');
      expect(readDocument(editDocument(moved, [{ path, value: 'z' }]))).toEqual(
        readDocument(editDocument(edited, [{ path, value: 'z' }])),
      );
    }
  });

  const layouts = [(value: unknown) => JSON.stringify(value), (value: unknown) => JSON.stringify(value, undefined, 2)];
  const item = fc.record({ name: fc.string() });

  it('adds, replaces and removes an item of a list, in any layout', () => {
    const removed = { first: 0, last: 0, only: 0 };
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.constantFrom(...layouts),
        (list, at, layout) => {
          const index = at % list.length;
          const before = layout({ targets: { clusters: list }, tags: {} });
          const clustersAfter = (path: (string | number)[], value?: FieldEdit['value']): unknown => {
            const read = readDocument(editDocument(before, [{ path, value }]));
            return read.ok ? (read.value.targets as { readonly clusters: unknown }).clusters : read.error;
          };
          const path = ['targets', 'clusters'];
          if (list.length === 1) removed.only++;
          else if (index === 0) removed.first++;
          else if (index === list.length - 1) removed.last++;
          expect(clustersAfter([...path, index])).toEqual(list.toSpliced(index, 1));
          expect(clustersAfter([...path, index], { name: 'x' })).toEqual(list.with(index, { name: 'x' }));
          expect(clustersAfter([...path, list.length], { name: 'x' })).toEqual([...list, { name: 'x' }]);
          expect(clustersAfter([...path, index, 'name'], 'x')).toEqual(list.with(index, { name: 'x' }));
          expect(clustersAfter([...path, list.length])).toEqual(list);
        },
      ),
    );
    expect(Object.values(removed).every((count) => count > 5)).toBe(true);
  });

  it.each([
    ['[1, // one\n 2,]', 0, [2]],
    ['[1, 2,]', 1, [1]],
    ['[1, /* two */ 2 /* end */]', 1, [1]],
    ['[1,]', 0, []],
    ['[ 1 ]', 0, []],
  ])('removes an item beside comments and trailing commas: %s', (list, index, left) => {
    const read = readDocument(editDocument(`{"list": ${list}}`, [{ path: ['list', index] }]));
    expect(read).toEqual({ ok: true, value: { list: left } });
  });

  it('takes numbers, lists and sections', () => {
    const bypass = { hosts: ['dc01'], cidrs: ['10.0.0.0/8'] };
    const edited = editDocument(text, [
      { path: ['targets', 'servers', 'count'], value: 24 },
      { path: ['targets', 'servers', 'machines'], value: ['srv01', 'srv02'] },
      { path: ['network', 'bypass'], value: bypass },
    ]);
    expect(readDocument(edited)).toMatchObject({
      value: { targets: { servers: { count: 24, machines: ['srv01', 'srv02'] } }, network: { bypass } },
    });
  });

  it('of version 1 becomes one of version 2 by its first edit, comments and order kept', () => {
    const old = `{
  "tags": {}, // first
  "targets": {
    /* both */ "os": ["linux", "windows"], // and more
  },
  "azure": { "region": "westeurope" },
  "version": 1
}
`;
    expect(editDocument(old, [{ path: ['azure', 'region'], value: 'northeurope' }])).toBe(`{
  "tags": {}, // first
  "targets": { "servers": {
    /* both */ "os": ["linux", "windows"], // and more
  } },
  "azure": { "region": "northeurope" },
  "version": 2
}
`);
    const begun = editDocument('{ "version": 1 }', [{ path: ['targets', 'servers', 'os'], value: ['linux'] }]);
    expect(readDocument(begun)).toMatchObject({ value: { version: 2, targets: { servers: { os: ['linux'] } } } });
  });

  it('brings any string back as it was put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const read = readDocument(editDocument(text, [{ path: ['azure', 'region'], value }]));
        expect(read).toMatchObject({ ok: true, value: { azure: { region: value } } });
      }),
    );
  });
});

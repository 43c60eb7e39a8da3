import { describe, expect, it } from 'vitest';
import { parseAllDocuments, visit } from 'yaml';
import { readYaml } from '../../../../src/patching/engine/yaml';
import type { YamlNode } from '../../../../src/patching/engine/yamlNodes';
import { scalarText } from '../../../../src/patching/engine/yamlText';
import { randomNumbers } from '../../../support/foreignTexts';

/** As plain data; block scalars, whose lines are not joined here, are left out. */
function plain(node: YamlNode | undefined, text: string): unknown {
  if (!node) return '';
  switch (node.kind) {
    case 'scalar':
      return /literal|folded/.test(node.style) ? '|' : scalarText(node, text);
    case 'list':
      return node.items.map((item) => plain(item, text));
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [scalarText(key, text), plain(value, text)]));
    case 'other':
      return node.start === node.end ? '' : '?';
  }
}

/** As the library reads it, all scalars as text. */
const expected = (text: string): unknown =>
  parseAllDocuments(text, { schema: 'failsafe' }).map((document) => {
    visit(document, {
      Scalar: (_, node) => {
        if (node.type?.startsWith('BLOCK')) node.value = '|';
      },
    });
    return document.toJS() as unknown;
  });

const texts = [
  "a: b\nc: \"d e\"\nf: 'g ''h'''\n",
  '- a\n- b: c\n  d: e\n-\n  - f\n  - g\n- - h\n  - i\n',
  'run:\n- a\n- [b, "c, d", \'e\', --f, g h]\n- {x: y, z: [1, 2]}\nnext: 1\n',
  'a:\n  - b # comment\n  # another\n  - c#d\n\n  - "e # f"\ng: h\n',
  'a: |\n  x\n    y\n\n  z\nb: >-\n  u\n  v\nc: d\n',
  '- |\n  x\n- >\n  y: z\n- w\n',
  'a: b c\n  d e\n  f\ng: h\n',
  'k: "a\n  b"\nl: \'c\n  d\'\n',
  '---\na: 1\n---\n- b\n...\n',
  'a:\r\n  - b\r\n  - c: d\r\n',
  'a: http://x:8080/y\nb: c:d\n"e f": g\n',
  'tasks:\n  - name: "x: y"\n    command: run --a b\n    args:\n      chdir: /tmp\n  - block:\n      - shell: echo\n    when: a == "b"\n',
  'a: [\n  b, # c\n  d,\n  [e, {f: g}],\n]\nh: {}\ni: []\n',
  'a: "x\\"y\\\\z\\t"\n',
  'a:\n\nb:\n  c:\n- d\n',
  '- -a\n- --b\n- -\n',
];

describe('YAML', () => {
  it.each(texts.filter((text) => parseAllDocuments(text).every(({ errors }) => errors.length === 0)))(
    'is read as the library reads it: %j',
    (text) => {
      const withoutEmpty = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('null', '""'));
      expect(withoutEmpty(readYaml(text).map((node) => plain(node, text)))).toEqual(withoutEmpty(expected(text)));
    },
  );

  it('is read in any broken text, in places that are in it', () => {
    const below = randomNumbers(11);
    const pieces = [
      '- ',
      ': ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '\n',
      '  ',
      '|\n',
      '>',
      '#',
      'a',
      '{{ x }}',
      '&b ',
      '*c',
      '!d ',
      ',',
      '---\n',
      '\t',
      '\r\n',
    ];
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: below(40) }, () => pieces[below(pieces.length)]).join('');
      const check = (node: YamlNode | undefined): void => {
        if (!node) return;
        expect(node.start).toBeGreaterThanOrEqual(0);
        expect(node.end).toBeGreaterThanOrEqual(node.start);
        expect(node.end).toBeLessThanOrEqual(text.length);
        if (node.kind === 'list') node.items.forEach(check);
        if (node.kind === 'map') node.entries.forEach(({ value }) => check(value));
      };
      readYaml(text).forEach(check);
    }
  });
});

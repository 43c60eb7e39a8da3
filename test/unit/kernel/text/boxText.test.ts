import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BoxText,
  bullets,
  foreign,
  type ForeignSource,
  foreignSources,
  icon,
  joined,
  lines,
  paragraphs,
  say,
} from '../../../../src/kernel/text/boxText';
import { iconsIn, linksIn } from '../../../support/vscodeSyntax';

const link = '[Fix it](command:workbench.action.terminal.new)';
const name = (text: string): BoxText => foreign('azureName', text);

/** Pieces of the syntax of links and icons, so that many texts complete each other. */
const piece = fc.constantFrom(
  ...['[', ']', '(', ')', '[a]', '](', ')(', '[x](', 'command:y', 'https://evil.example', 'file:/etc', ' "t"', "'"],
  ...['$', '$(', 'sync~spin', '\\', '\\$', '~', '\n', '\r\n', '\u2028', ' ', '\t', '\u202e', '\u200b', '\ud800', 'web'],
);
const hostile = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(link, `${link}${link}`, '$(error)', `]${link}`, '(command:a)', '[a]'),
);
const source = fc.constantFrom(...foreignSources);

/** A text as the product composes one: foreign parts side by side, between words of its own, in rows and lists. */
const composed = fc
  .tuple(fc.array(fc.tuple(source, hostile), { minLength: 3, maxLength: 3 }), fc.constantFrom('', ', ', ' · ', '\n'))
  .map(([parts, separator]) => {
    const [a = say``, b = say``, c = say``] = parts.map(([from, text]) => foreign(from, text));
    return {
      parts: parts.map(([, text]) => text),
      texts: [
        say`${a}${b}${c}`,
        say`${a} (${b}): [${c}]`,
        say`[${a}](${b}) $(${c}) $(sync${a})`,
        say`${say`${a}${b}`}${say`${c}`}`,
        joined([a, b, c], separator),
        lines(a, b, c),
        paragraphs(a, bullets([b, c])),
        say`${icon('warning')} ${a}${icon('check')}${b}`,
      ],
    };
  });

describe('a text for a box', () => {
  it('makes no link, no icon and no line of what is foreign, however it is composed', () => {
    let wouldLink = 0;
    let wouldShowIcon = 0;
    fc.assert(
      fc.property(composed, ({ parts, texts }) => {
        const raw = parts.join('');
        if (linksIn(raw).length > 0) wouldLink += 1;
        if (iconsIn(raw).length > 0) wouldShowIcon += 1;
        return texts.flatMap(linksIn).length === 0 && texts.flatMap(iconsIn).join() === '$(warning),$(check)';
      }),
      { numRuns: 10_000 },
    );
    expect(wouldLink).toBeGreaterThan(500);
    expect(wouldShowIcon).toBeGreaterThan(500);
  });

  it('shows a foreign text in one visible line of bounded length', () => {
    fc.assert(
      fc.property(source, hostile, (from, text) => {
        expect(foreign(from, text)).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{0,1000}$/u);
      }),
      { numRuns: 5000 },
    );
    for (const from of foreignSources) {
      const long = foreign(from, 'x'.repeat(1_000_000));
      expect(long.length).toBeLessThanOrEqual(1000);
      expect(long.endsWith('…')).toBe(true);
      expect(foreign(from, `${'\n'.repeat(100_000)}word`)).toBe('word');
      expect(foreign(from, '\u202e'.repeat(100_000)).length).toBeLessThanOrEqual(1000);
    }
  });

  it.each<[text: string, shown: string]>([
    ['web-01', 'web-01'],
    ['a\u202eb', 'a⟨U+202E⟩b'],
    ['a\u200bb\u00ad', 'a⟨U+200B⟩b⟨U+00AD⟩'],
    ['a\u0007\u001b[31m', 'a⟨U+0007⟩⟨U+001B⟩[31m'],
    ['\u{e0041}x', '⟨U+E0041⟩x'],
    ['a\ud800', 'a⟨U+D800⟩'],
    ['  two\r\n\r\n  lines\u2028three\u0085four ', 'two lines three four'],
    ['a\u00a0\u3000b', 'a b'],
    ['z\u0301\u0301\u0301\u0301\u0301', 'z\u0301\u0301\u0301\u0301⟨U+0301⟩'],
    ['Zürich 東京 🚀', 'Zürich 東京 🚀'],
    ['targets.machines[2] (not read)', 'targets.machines[2] (not read)'],
    ['http://[::1]:8080/$x', 'http://[::1]:8080/$x'],
    [link, '[Fix it] (command:workbench.action.terminal.new)'],
    ['$(error) bad', '$ (error) bad'],
    ['\\$(error)', '\\$ (error)'],
  ])('keeps a name readable: %j', (text, shown) => {
    expect(name(text)).toBe(shown);
  });

  it('says what is ours as it is written', () => {
    expect(say`Delete ${name('gw')}, ${3} of them?\nIt is gone for good.`).toBe(
      'Delete gw, 3 of them?\nIt is gone for good.',
    );
    expect(say`$(cloud) ${name('gw')}`).toBe('$(cloud) gw');
  });

  it('cuts between characters', () => {
    const cut = foreign('azureName', '🚀'.repeat(500));
    expect(cut).toBe(`${'🚀'.repeat(64)}…`);
  });

  it('counts what a list leaves out', () => {
    const names = Array.from({ length: 20 }, (_, index) => say`m${index}`);
    expect(joined(names, ', ', 2)).toBe('m0, m1, and 18 more');
    expect(bullets(names, 1)).toBe('• m0\nand 19 more');
  });

  it('keeps the end of a long foreign text from pushing ours out', () => {
    const sources: readonly ForeignSource[] = foreignSources;
    for (const from of sources)
      expect(say`${foreign(from, 'x'.repeat(9999))} Is that what you want?`).toMatch(/want\?$/);
  });
});

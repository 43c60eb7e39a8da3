import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plan } from '../../src/planning/makePlan';
import { readSite } from '../../src/planning/site/readSite';
import { codePieces } from '../../webview/wizard/preview/codePieces';
import { completeDocument } from './support/samples';

const languages = ['bash', 'powershell', 'yaml', 'json'] as const;
type Code = Parameters<typeof codePieces>[0];

const textOf = (code: Code): string =>
  codePieces(code)
    .flatMap(({ pieces }) => pieces)
    .map(({ text }) => text)
    .join('');

const telling = fc
  .array(fc.constantFrom(...`'"\`$(){}[]#:-\\<>@ \n\ta1é漢👩`, '<#', "@'\n", '{{', '"""', 'if ', 'true', 'key: '), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));

const marks = (text: string) => {
  const offset = fc.integer({ min: -2, max: text.length + 2 });
  return fc.array(
    fc.record({ start: offset, end: offset, kind: fc.constantFrom('gateway' as const, 'proxy' as const) }),
    {
      maxLength: 5,
    },
  );
};

test('the pieces of any text in any language, with any marks, are that text', () => {
  const code = fc
    .tuple(fc.oneof(telling, fc.string({ unit: 'binary' })), fc.constantFrom(...languages))
    .chain(([text, language]) =>
      fc.record({ text: fc.constant(text), language: fc.constant(language), marks: marks(text) }),
    );
  fc.assert(
    fc.property(code, (each) => {
      expect(textOf(each)).toBe(each.text);
    }),
    { numRuns: 1000 },
  );
});

test('the real files are colored, and marked where the plan says so', () => {
  const identity = { method: 'servicePrincipal', clientId: crypto.randomUUID() };
  const { site } = readSite({ ...completeDocument, identity });
  if (!site) throw new Error('The sample is not valid.');
  const { scripts } = plan(site);
  expect(new Set(scripts.map(({ language }) => language))).toEqual(new Set(languages));
  for (const script of scripts) {
    const stretches = codePieces(script);
    const marked = stretches.flatMap(({ mark, pieces }) => (mark ? [pieces.map(({ text }) => text).join('')] : []));
    expect(textOf(script)).toBe(script.text);
    expect(marked).toEqual(script.marks.map(({ start, end }) => script.text.slice(start, end)));
    const kinds = stretches.flatMap(({ pieces }) => pieces.map(({ kind }) => kind));
    expect(kinds).toContain('string');
    expect(kinds).toContain(script.language === 'json' ? 'variable' : 'keyword');
  }
});

import { beforeAll, describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { powershellParser, syntaxErrors } from '../../../support/grammars';
import { commentsOf, undone } from './invariants';
import { allPairs, type Pair, siteFor } from './pairs';

let pairs: readonly Pair[];
beforeAll(async () => {
  pairs = allPairs();
});

describe('every script that can be patched', () => {
  it('is one of many', () => {
    expect(pairs.length).toBeGreaterThan(120);
  });

  it('is patched to itself the second time', () => {
    for (const { name, patched } of pairs) {
      const again = patchScript(patched.text, siteFor(name), name);
      expect([name, again]).toMatchObject([name, { ok: true, value: { text: patched.text, edits: [] } }]);
    }
  });

  it('keeps every byte outside the edits', () => {
    for (const { name, before, patched } of pairs) expect([name, undone(patched, before)]).toEqual([name, before]);
  });

  it('keeps its comments', () => {
    for (const { name, before, patched } of pairs) {
      const language = name.endsWith('.ps1')
        ? 'powershell'
        : /(Dockerfile|cloud-config)$/.test(name)
          ? 'other'
          : 'bash';
      expect([name, commentsOf(patched.text, language)]).toEqual([name, commentsOf(before, language)]);
    }
  });

  it('is read by the PowerShell parser where it was', async () => {
    const parse = await powershellParser();
    const isRead = (text: string): boolean => syntaxErrors(parse(text)).length === 0;
    const scripts = pairs.filter(({ name, before }) => name.endsWith('.ps1') && isRead(before));
    expect(scripts.length).toBeGreaterThan(20);
    for (const { name, patched } of scripts) expect([name, isRead(patched.text)]).toEqual([name, true]);
  });
});

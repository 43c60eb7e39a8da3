import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { powershell, withoutPowershell } from '../../../support/powershell';
import { differencesBeyond, type PowershellTree, readTrees } from '../../../support/powershellTrees';
import { skipUnless } from '../../../support/skip';
import { allPairs, type Pair, pairOf } from '../../../unit/patching/engine/pairs';
import { anyPortalOptions } from '../../../unit/patching/engine/portalOptions';
import { portalScript } from '../../../unit/patching/engine/portalScripts';

interface Judged extends Pair {
  readonly was: PowershellTree;
  readonly is: PowershellTree;
}

const portalScriptCount = 200;

describe('patched PowerShell, read by PowerShell', skipUnless(powershell, withoutPowershell), () => {
  let judged: readonly Judged[];

  beforeAll(async () => {
    const fixtures = allPairs().filter(({ name }) => name.endsWith('.ps1'));
    const portal = fc
      .sample(anyPortalOptions, portalScriptCount)
      .flatMap((options, index) => pairOf(`portal-${index}.ps1`, portalScript('windows', options)));
    expect([fixtures.length > 40, portal.length]).toEqual([true, portalScriptCount]);
    judged = await judge([...fixtures, ...portal]);
  });

  it('has no syntax error', () => {
    for (const { name, was, is } of judged)
      expect({ name, was: was.errors, is: is.errors }).toEqual({ name, was: [], is: [] });
  });

  it('has another tree where it was edited and nowhere else', () => {
    for (const { name, was, is, patched } of judged) {
      // A value beside which another one is put becomes a list.
      const beyond = differencesBeyond(patched.edits, was, is, ['ArrayLiteral']);
      expect({ name, beyond }).toEqual({ name, beyond: [] });
    }
  });

  it('is seen to differ where an edit does more than it should', async () => {
    const text = 'if ($a) { & azcmagent connect --location westeurope 2>$null; exit 3 }';
    const at = text.indexOf(' --location');
    const wrong = [
      ' ; --gateway-id x',
      ' | --gateway-id x',
      ' --gateway-id x #',
      ' --gateway-id "x',
      ' } { --gateway-id x',
    ];
    const insertions = [' --gateway-id x', ...wrong].map((replacement) => ({ start: at, end: at, replacement }));
    const patched = insertions.map(({ replacement }) => text.slice(0, at) + replacement + text.slice(at));
    const [was, ...trees] = await readTrees([text, ...patched]);
    const seen = trees.map((is, index) =>
      was ? is.errors.length + differencesBeyond(insertions.slice(index, index + 1), was, is).length > 0 : undefined,
    );
    expect(seen).toEqual([false, ...wrong.map(() => true)]);
  });

  it('has every comment that it had', () => {
    for (const { name, was, is } of judged)
      expect({ name, comments: is.comments }).toEqual({ name, comments: was.comments });
  });

  it('needs no newer PowerShell than before', () => {
    for (const { name, was, is } of judged) {
      expect({ name, newer: is.newer.length }).toEqual({ name, newer: was.newer.length });
    }
  });
});

async function judge(pairs: readonly Pair[]): Promise<readonly Judged[]> {
  const trees = await readTrees(pairs.flatMap(({ before, patched }) => [before, patched.text]));
  return pairs.flatMap((pair, index) => {
    const [was, is] = [trees[2 * index], trees[2 * index + 1]];
    return was && is ? [{ ...pair, was, is }] : [];
  });
}

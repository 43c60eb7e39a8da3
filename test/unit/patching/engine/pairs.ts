import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { patchScript } from '../../../support/patchScript';
import type { Patched } from '../../../../src/patching/engine/patched';
import type { Site } from '../../../../src/planning/site/site';
import { eras, plainPortalOptions, portalScript } from './portalScripts';
import { direct, proxied } from './sites';

/** A script that can be patched, and what became of it. */
export interface Pair {
  readonly name: string;
  readonly before: string;
  readonly patched: Patched;
}

const inputs = resolve(import.meta.dirname, '../../../fixtures/patch/input');

export const siteFor = (name: string): Site => (name.includes('.direct.') ? direct : proxied);

export function pairOf(name: string, before: string): readonly Pair[] {
  const outcome = patchScript(before, siteFor(name), name);
  return outcome.ok ? [{ name, before, patched: outcome.value }] : [];
}

/** All scripts among the fixtures that can be patched, and one of each era of the portal. */
export const allPairs = (): readonly Pair[] => [
  ...readdirSync(inputs).flatMap((name) => pairOf(name, readFileSync(join(inputs, name), 'utf8'))),
  ...eras.flatMap((era) => [
    ...pairOf(`portal-${era}.sh`, portalScript('linux', { ...plainPortalOptions, era })),
    ...pairOf(`portal-${era}.ps1`, portalScript('windows', { ...plainPortalOptions, era })),
  ]),
];

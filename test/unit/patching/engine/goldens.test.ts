import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { useGoldens } from '../../../support/golden';
import { eras, plainPortalOptions, type PortalOptions, portalScript } from './portalScripts';
import { reportOf, sentencesOf } from './report';
import { direct, proxied } from './sites';

const folder = resolve(import.meta.dirname, '../../../fixtures/patch/input');
const inputs = readdirSync(folder).sort();
const expectGolden = useGoldens('patch');

function patchInput(name: string) {
  const text = readFileSync(join(folder, name), 'utf8');
  return patchScript(text, name.includes('.direct.') ? direct : proxied, name);
}

describe('scripts that people have', () => {
  it('are many', () => {
    expect(inputs.length).toBeGreaterThanOrEqual(160);
  });

  it.each(inputs)('%s', (name) => {
    expectGolden(`${name}.txt`, reportOf(patchInput(name)));
  });
});

const variants: Readonly<Record<string, Partial<PortalOptions>>> = {
  principal: { hasPrincipal: true },
  proxy: { proxyUrl: 'http://old.contoso.com:3128' },
  proxyVariable: { proxyUrl: 'http://old.contoso.com:3128', hasProxyVariable: true },
  gateway: { gatewayId: '/subscriptions/0/resourceGroups/x/providers/Microsoft.HybridCompute/gateways/old' },
  privateLink: {
    privateLinkScopeId: '/subscriptions/0/resourceGroups/x/providers/Microsoft.HybridCompute/privateLinkScopes/p',
  },
  folded: { isFolded: true, hasTags: false },
};

/** The script that is reviewed in full; the others by what differs from it. */
const latest = '2026-downloaded';
const shapes = new Map<string, Partial<PortalOptions>>([
  [latest, { era: '2026', layout: 'downloaded' }],
  ...eras.flatMap((era) =>
    (['downloaded', 'clipboard'] as const).map((layout) => [`${era}-${layout}`, { era, layout }] as const),
  ),
  ...Object.entries(variants),
]);
const systems = ['linux', 'windows'] as const;

const patchPortal = (os: (typeof systems)[number], options: Partial<PortalOptions>) =>
  patchScript(portalScript(os, { ...plainPortalOptions, ...options }), proxied);

describe.each(systems)('scripts of the portal for %s', (os) => {
  it.each([...shapes])('%s', (name, options) => {
    const base = name === latest ? undefined : `portal-${os}-${latest}.txt`;
    expectGolden(`portal-${os}-${name}.txt`, reportOf(patchPortal(os, options)), base);
  });
});

it('what is said of them is as reviewed, each sentence once', () => {
  const outcomes = new Map([
    ...inputs.map((name) => [name, patchInput(name)] as const),
    ...systems.flatMap((os) =>
      [...shapes].map(([name, options]) => [`portal-${os}-${name}`, patchPortal(os, options)] as const),
    ),
  ]);
  expectGolden('sentences.txt', sentencesOf(outcomes));
});

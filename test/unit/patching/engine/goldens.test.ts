import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patchScript } from '../../../../src/patching/engine/patchScript';
import { eras, plainPortalOptions, type PortalOptions, portalScript } from './portalScripts';
import { reportOf } from './report';
import { direct, proxied } from './sites';

const fixtures = resolve(import.meta.dirname, '../../../fixtures/patch');
const golden = (name: string): string => join(fixtures, 'golden', `${name}.txt`);

const inputs = readdirSync(join(fixtures, 'input')).sort();

describe('scripts that people have', () => {
  it('are many', () => {
    expect(inputs.length).toBeGreaterThanOrEqual(160);
  });

  it.each(inputs)('%s', async (name) => {
    const text = readFileSync(join(fixtures, 'input', name), 'utf8');
    const site = name.includes('.direct.') ? direct : proxied;
    await expect(reportOf(patchScript(text, site, name))).toMatchFileSnapshot(golden(name));
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

const shapes = [
  ...eras.flatMap((era) =>
    (['downloaded', 'clipboard'] as const).map((layout) => [`${era}-${layout}`, { era, layout }] as const),
  ),
  ...Object.entries(variants),
];

describe.each(['linux', 'windows'] as const)('scripts of the portal for %s', (os) => {
  it.each(shapes)('%s', async (name, options) => {
    const text = portalScript(os, { ...plainPortalOptions, ...options });
    const outcome = patchScript(text, proxied);
    await expect(reportOf(outcome)).toMatchFileSnapshot(golden(`portal-${os}-${name}`));
  });
});

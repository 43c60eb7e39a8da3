import fc from 'fast-check';
import { eras, type PortalOptions } from './portalScripts';
import { direct } from './sites';

export const anyPortalOptions: fc.Arbitrary<PortalOptions> = fc.record({
  era: fc.constantFrom(...eras),
  layout: fc.constantFrom('downloaded', 'clipboard'),
  hasPrincipal: fc.boolean(),
  hasTags: fc.boolean(),
  proxyUrl: fc.constantFrom(
    undefined,
    'http://old.contoso.com:3128',
    'http://proxy.contoso.com:8080/',
    '[Your Proxy URL]',
  ),
  hasProxyVariable: fc.boolean(),
  gatewayId: fc.constantFrom(undefined, direct.gateway.id, direct.gateway.id.toUpperCase(), '[Your gateway]'),
  privateLinkScopeId: fc.constant(undefined),
  isFolded: fc.boolean(),
});

import { describe, expect, it } from 'vitest';
import { gatewayHostFor, gatewayHosts } from '../../../../src/planning/network/gatewayHosts';

describe('what a gateway forwards', () => {
  it('is the published list, entry by entry', () => {
    expect(gatewayHosts).toHaveLength(180);
    expect(gatewayHosts.filter(({ host, port }) => host.startsWith('*.') && port === 443)).toHaveLength(44);
    expect(
      gatewayHosts.filter(({ host }) => host.includes('*') && !host.startsWith('*.')).map(({ host }) => host),
    ).toEqual(['azgn*.servicebus.windows.net', 'san-af-*-prod.azurewebsites.net']);
    expect(gatewayHosts.filter(({ port }) => port !== 443).map(({ host, port }) => `${host}:${port}`)).toEqual([
      '*.obo.arc.azure.com:8084',
      '*.update.microsoft.com:80',
      'www.microsoft.com:80',
    ]);
    const keys = gatewayHosts.map(({ host, port }) => `${host}:${port}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { host, source } of gatewayHosts) {
      expect(host).toMatch(/^[a-z0-9*.-]+$/);
      expect(source).toMatch(/^learn\.microsoft\.com\/.+ \(\d{4}-\d\d-\d\d\)$/);
    }
  });

  it.each([
    'login.microsoftonline.com',
    'dls.microsoft.com',
    'contoso.vault.azure.net',
    'workspace.ods.opinsights.azure.com',
    'x.azure-automation.net',
    'sharedneu.neu.attest.azure.net',
    'ocsp.digicert.com',
    'dl.k8s.io',
    'arcdataservicesrow2.azurecr.io',
    'obo.arc.azure.com',
  ])('is not %s', (host) => {
    expect(gatewayHostFor(host, 443)).toBeUndefined();
  });

  it('is found by its most exact entry', () => {
    expect(gatewayHostFor('azgn1.servicebus.windows.net', 443)?.host).toBe('azgn*.servicebus.windows.net');
    expect(gatewayHostFor('wsus1eastprod.blob.core.windows.net', 443)?.concern).toBeUndefined();
    expect(gatewayHostFor('other.blob.core.windows.net', 443)?.concern).toBe('broad');
    expect(gatewayHostFor('x.arcdatadogfood.com', 443)?.concern).toBe('preProduction');
    expect(gatewayHostFor('weu.obo.arc.azure.com', 8084)?.port).toBe(8084);
  });
});

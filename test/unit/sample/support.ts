import { createSampleTenant, type SampleResponse, type SampleTenant } from '../../../src/sample';

export const production = '2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027';
export const branches = 'd417c8e5-0a96-4f3b-8e72-15b6a03f9cd8';
const compute = 'providers/Microsoft.HybridCompute';
export const hub = `/subscriptions/${production}/resourceGroups/rg-arc-hub/${compute}/gateways/gw-hub-weu`;
export const plants = `/subscriptions/${branches}/resourceGroups/rg-plants/${compute}/gateways/gw-plants-sc`;
export const machine = `/subscriptions/${production}/resourceGroups/rg-web-prod/${compute}/machines/web-ber-01`;
export const cluster = `/subscriptions/${branches}/resourceGroups/rg-stores/providers/Microsoft.Kubernetes/connectedClusters/k3s-oslo-01`;
export const instance = `/subscriptions/${production}/resourceGroups/rg-azurelocal-ham/providers/Microsoft.AzureStackHCI/clusters/azl-ham-01`;

export interface Answer extends Omit<SampleResponse, 'body'> {
  readonly text: string;
  readonly body: unknown;
}

export interface Driver {
  readonly tenant: SampleTenant;
  /** Sends a request with a token and an api-version, unless the URL has one. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Lets time pass in the tenant. */
  pass(seconds: number): void;
}

export const origin = 'https://management.azure.com';
export const start = Date.UTC(2026, 10, 2, 8);

/** A tenant without latency whose clock stands still until it is told. */
export function drive(extraMachines = 0): Driver {
  let now = start;
  const tenant = createSampleTenant({ latency: { from: 0, to: 0 }, now: () => now, extraMachines });
  return {
    tenant,
    pass: (seconds) => {
      now += seconds * 1000;
    },
    async call(method, path, body) {
      const url = new URL(path, origin);
      if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', versionFor(url.pathname));
      const { body: text, ...rest } = await tenant.handle({
        method,
        url: url.href,
        headers: { authorization: 'Bearer t' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return { ...rest, text, body: text ? (JSON.parse(text) as unknown) : undefined };
    },
  };
}

function versionFor(path: string): string {
  if (/settings|gateways/i.test(path)) return '2025-01-13';
  if (/connectedClusters/i.test(path)) return '2026-05-01';
  return /ResourceGraph/i.test(path) ? '2024-04-01' : '2024-07-10';
}

import { createHttpHeaders, type HttpClient, type PipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { vi } from 'vitest';
import { type ArcApiOptions, createArcApi, createCredential } from '../../../src/azure';
import { type ArcError, asArcError } from '../../../src/kernel/errors';
import type { ArcApi, InventoryReading } from '../../../src/kernel/ports';
import { createSampleTenant, type SampleTenant, type SampleTenantOptions } from '../../../src/sample';

export const production = '2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027';
export const branches = 'd417c8e5-0a96-4f3b-8e72-15b6a03f9cd8';
export const both = [production, branches];
export const machineId = `/subscriptions/${production}/resourceGroups/rg-web-prod/providers/Microsoft.HybridCompute/machines/web-ber-01`;
export const clusterId = `/subscriptions/${branches}/resourceGroups/rg-stores/providers/Microsoft.Kubernetes/connectedClusters/k3s-oslo-01`;
export const gatewayId = `/subscriptions/${production}/resourceGroups/rg-arc-hub/providers/Microsoft.HybridCompute/gateways/gw-hub-weu`;

/** Looks like a token, so that it can be searched for where none may be. */
export const secret = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJzZWNyZXQifQ.c2lnbmF0dXJl';

export const credential = createCredential(async () => ({ token: secret, expiresOn: Date.now() + 3_600_000 }));

/** A signal that nobody aborts. */
export const quiet = (): AbortSignal => new AbortController().signal;

export const sampleTenant = (options: SampleTenantOptions = {}): SampleTenant =>
  createSampleTenant({ latency: { from: 0, to: 0 }, ...options });

export const apiOver = (httpClient: HttpClient, options: Partial<ArcApiOptions> = {}): ArcApi =>
  createArcApi({ credential, httpClient, ...options });

export const readAll = (api: ArcApi): Promise<InventoryReading> => api.inventory(both, quiet());

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const azureMark = { 'x-ms-request-id': '00000000-0000-4000-8000-000000000001' };

/** The text of a request's body, empty when there is none. */
export const bodyOf = ({ body }: PipelineRequest): string => (typeof body === 'string' ? body : '');

/** A client that answers what it is told, as Azure would; an `Error` is thrown in the place of an answer. */
export const scripted = (answer: (request: PipelineRequest) => Answer | Error): HttpClient => ({
  async sendRequest(request) {
    const given = answer(request);
    if (given instanceof Error) throw given;
    const { status, body, headers = azureMark } = given;
    const isText = typeof body === 'string';
    return {
      request,
      status,
      headers: createHttpHeaders({ 'content-type': isText ? 'text/html' : 'application/json', ...headers }),
      bodyAsText: body === undefined ? '' : isText ? body : JSON.stringify(body),
    };
  },
});

export const always = (answer: Answer | Error): HttpClient => scripted(() => answer);

/** An error as the SDK's own client makes it when a request could not be sent. */
export const sendError = (code: string, message: string, request?: PipelineRequest): RestError =>
  new RestError(message, { code, ...(request && { request }) });

/** The error that a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<ArcError> {
  const value = await promise.then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  if ('error' in value) return asArcError(value.error);
  throw new Error(`Expected a failure and got ${JSON.stringify(value.result)}.`);
}

/** Lets faked time pass until the promise is settled. */
export async function settle<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const done = (): void => {
    isSettled = true;
  };
  promise.then(done, done);
  while (!isSettled) await vi.advanceTimersByTimeAsync(500);
  return promise;
}

/** The item of that name; a test that names one that is not there is wrong. */
export function named<T extends { readonly name: string }>(items: readonly T[], name: string): T {
  const found = items.find((item) => item.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
}

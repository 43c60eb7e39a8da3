import { setTimeout as delay } from 'node:timers/promises';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { tenantData } from './data/tenant';
import { fakeGuid } from './fakeGuid';
import { type Latency, latencyOf } from './latency';
import type { KubectlProgram } from '../kernel/kubectl';
import { kubectlOf } from './kubectl';
import { badRequest, type Reply, type SampleRequest, type SampleResponse } from './http';
import { httpClientOf } from './httpClient';
import { ThrottlingLimits } from './throttling';
import { createRouter } from './router';
import { clusterRoutes } from './routes/clusters';
import { extensionRoutes } from './routes/extensions';
import { gatewayRoutes } from './routes/gateways';
import { graphRoutes } from './routes/graph';
import { machineRoutes } from './routes/machines';
import { operationRoutes } from './routes/operations';
import { permissionRoutes } from './routes/permissions';
import { providerRoutes } from './routes/providers';
import { runCommandRoutes } from './routes/runCommands';
import { settingsRoutes } from './routes/settings';
import { subscriptionRoutes } from './routes/subscriptions';
import { Store } from './store';

export interface SampleTenantOptions {
  /** Response times in milliseconds; the same for the same request. */
  readonly latency?: Latency;
  /** Unix time in milliseconds. */
  readonly now?: () => number;
  /** Machines beyond the usual ones. */
  readonly extraMachines?: number;
  /** Throttles requests per subscription as ARM does; off when absent. */
  readonly enforcesThrottling?: boolean;
  /** Ids of subscriptions that are not registered for Microsoft.HybridCompute. */
  readonly unregistered?: readonly string[];
  /** Of every long-running operation; each has its own when absent. */
  readonly operationSeconds?: number;
  /** Small, so that even a small tenant has several pages. */
  readonly machinesPerPage?: number;
}

/** ARM in memory: keeps changes until it is dropped, and makes no requests. */
export interface SampleTenant {
  /** Rejects with an `AbortError` when the signal is aborted. */
  handle(request: SampleRequest, signal?: AbortSignal): Promise<SampleResponse>;
  /** For the SDK. */
  asHttpClient(): HttpClient;
  /** Of its clusters. */
  asKubectl(): KubectlProgram;
}

const routes = [
  ...subscriptionRoutes,
  ...permissionRoutes,
  ...providerRoutes,
  ...gatewayRoutes,
  ...machineRoutes,
  ...extensionRoutes,
  ...runCommandRoutes,
  ...clusterRoutes,
  ...settingsRoutes,
  ...graphRoutes,
  ...operationRoutes,
];

export function createSampleTenant(options: SampleTenantOptions = {}): SampleTenant {
  const {
    latency = { from: 60, to: 120 },
    now = Date.now,
    extraMachines = 0,
    machinesPerPage = 20,
    enforcesThrottling = false,
    unregistered,
    operationSeconds,
  } = options;
  const store = new Store({ ...tenantData({ now: now(), extraMachines }), unregistered, operationSeconds });
  const route = createRouter(routes);
  const limits = enforcesThrottling ? new ThrottlingLimits() : undefined;
  let calls = 0;

  async function handle(request: SampleRequest, signal?: AbortSignal): Promise<SampleResponse> {
    const url = new URL(request.url);
    const path = decode(url.pathname);
    const call = ++calls;
    const wait = latencyOf(request.method, path, latency);
    if (wait > 0) await delay(wait, undefined, { ...(signal && { signal }) });
    signal?.throwIfAborted();

    let guids = 0;
    const nextGuid = (): string => fakeGuid(`call ${call}, guid ${++guids}`);
    store.advance(now());
    const refusal = limits?.refusal(request.method, path, now());
    if (refusal) return responseOf(refusal, nextGuid());
    const body = parse(request.body);
    const reply = body.isJson
      ? route({
          store,
          path,
          url,
          method: request.method,
          body: body.value,
          now: now(),
          machinesPerPage,
          nextGuid,
          isAuthorized: /^Bearer \S+$/.test(request.headers.authorization ?? ''),
        })
      : badRequest('InvalidRequestContent', 'The request content was invalid and could not be deserialized.');
    return responseOf(reply, nextGuid());
  }

  return { handle, asHttpClient: () => httpClientOf(handle), asKubectl: () => kubectlOf(store, now) };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // stray percent sign: no route matches
  }
}

function parse(body: string | undefined): { isJson: true; value: unknown } | { isJson: false } {
  try {
    return { isJson: true, value: body ? JSON.parse(body) : undefined };
  } catch {
    return { isJson: false };
  }
}

const responseOf = ({ status, body, headers }: Reply, requestId: string): SampleResponse => ({
  status,
  headers: {
    ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': requestId,
    ...headers,
  },
  body: body === undefined ? '' : JSON.stringify(body),
});

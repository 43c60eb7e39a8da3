import type { Json, Reply } from './http';
import type { Call } from './router';

export interface LongRunning {
  /** 201 when a resource was created. */
  readonly status: 201 | 202;
  readonly body?: Json;
  readonly provider: 'Microsoft.HybridCompute' | 'Microsoft.Kubernetes';
  readonly location: string;
  readonly seconds: number;
  readonly finish: () => void;
}

// Each provider has its own path.
const segments = { 'Microsoft.HybridCompute': 'operationstatus', 'Microsoft.Kubernetes': 'operationStatuses' } as const;

/** Starts an operation; the response has the links to follow it. */
export function startLongRunning(call: Call, what: LongRunning): Reply {
  const { store, url, now } = call;
  const id = call.nextGuid();
  store.startOperation(id, now, what.seconds * 1000, what.finish);
  const base = `${url.origin}/subscriptions/${call.params.subscription}/providers/${what.provider}/locations/${what.location}`;
  const query = `?api-version=${url.searchParams.get('api-version')}`;
  return {
    status: what.status,
    ...(what.body && { body: what.body }),
    headers: {
      'azure-asyncoperation': `${base}/${segments[what.provider]}/${id}${query}`,
      location: `${base}/operationresults/${id}${query}`,
      'retry-after': '1',
    },
  };
}

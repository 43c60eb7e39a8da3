import { fakeGuid } from './fakeGuid';
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

/** The links of each provider to follow an operation. Source: recordings of the Azure CLI's tests, 2026-11. */
const links: Readonly<
  Record<LongRunning['provider'], (call: Call, what: LongRunning, id: string) => Reply['headers']>
> = {
  'Microsoft.HybridCompute': ({ url, params, now }, { provider, location }, id) => {
    const base = `${url.origin}/subscriptions/${params.subscription}/providers/${provider}/locations/${location}`;
    // Signed, in some 4 KB.
    const signed = `?api-version=${url.searchParams.get('api-version')}&t=${now}&c=${'MIIHpTCCBo2g'.repeat(250)}&s=${'FTlU0JDt'.repeat(40)}&h=75CyImG8`;
    return {
      'azure-asyncoperation': `${base}/operationstatus/${id}${signed}`,
      location: `${base}/operationresults/${id}${signed}`,
    };
  },
  'Microsoft.Kubernetes': ({ url }, { provider, location }, id) => {
    const version = `?api-version=${url.searchParams.get('api-version')}`;
    const operation = `${id}*${fakeGuid(id).replaceAll('-', '').toUpperCase()}`;
    return {
      'azure-asyncoperation': `${url.origin}/providers/${provider}/locations/${location}/operationStatuses/${operation}${version}`,
    };
  },
};

/** Starts an operation; the response has the links to follow it. */
export function startLongRunning(call: Call, what: LongRunning): Reply {
  const { store, now } = call;
  const id = call.nextGuid();
  store.startOperation(id, now, what.seconds * 1000, what.finish);
  return {
    status: what.status,
    ...(what.body && { body: what.body }),
    headers: {
      ...links[what.provider](call, what, id),
      'retry-after': '1',
    },
  };
}

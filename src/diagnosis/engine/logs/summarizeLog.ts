import type { RoutingContext } from '../../../planning/network';
import { type Route, routeOf } from '../../../planning/network';
import type { ArcLog, LogRequest, LogResult, LogRoute } from './arcLog';

/** Requests to one host with the same route and result. */
export interface LogSummaryRow {
  readonly host: string;
  readonly port: number;
  readonly route: LogRoute;
  readonly result: LogResult;
  readonly count: number;
  readonly first: LogRequest;
  readonly expected: Route;
  readonly isElsewhere: boolean;
}

/** Used when no site is known. */
export const someGateway: RoutingContext = {
  mode: 'gateway',
  systems: ['linux', 'windows'],
  region: '',
  scenarios: [],
};

const order: readonly LogResult[] = ['denied', 'failed', 'unknown', 'ok'];

/** Denied first, then failed, unknown and ok; the most frequent first. */
export function summarizeLog({ requests }: ArcLog, routing: RoutingContext = someGateway): readonly LogSummaryRow[] {
  const groups = new Map<string, { readonly first: LogRequest; count: number }>();
  for (const request of requests) {
    const key = `${request.host}:${request.port} ${request.route} ${request.result}`;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { first: request, count: 1 });
  }
  return [...groups.values()]
    .map(({ first, count }) => rowOf(first, count, routing))
    .sort(
      (a, b) => order.indexOf(a.result) - order.indexOf(b.result) || b.count - a.count || (a.host < b.host ? -1 : 1),
    );
}

function rowOf(first: LogRequest, count: number, routing: RoutingContext): LogSummaryRow {
  const { host, port, route, result } = first;
  const expected = routeOf(`${host}:${port}`, routing);
  return { host, port, route, result, count, first, expected, isElsewhere: isElsewhere(route, expected) };
}

/** Only a certain route counts; a proxy in front of the gateway is not a different route. */
function isElsewhere(route: LogRoute, { category, why }: Route): boolean {
  if (why.id === 'gatewayItself' || route === 'unknown') return false;
  return (route === 'gateway') !== (category === 'gateway');
}

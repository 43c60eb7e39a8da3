import type { RoutingContext } from '../../../planning/network';
import { type Route, routeOf } from '../../../planning/network';
import type { ArcLog, LogRequest, LogResult, LogRoute } from './arcLog';

/** All requests to one host that went the same way and ended alike. */
export interface LogSummaryRow {
  readonly host: string;
  readonly port: number;
  readonly route: LogRoute;
  readonly result: LogResult;
  readonly count: number;
  /** The first such line of the log. */
  readonly first: LogRequest;
  /** The way it should go. */
  readonly expected: Route;
  /** Whether the log shows it to have gone another way. */
  readonly isElsewhere: boolean;
}

/** Without a site: servers behind some gateway. */
export const someGateway: RoutingContext = {
  mode: 'gateway',
  systems: ['linux', 'windows'],
  region: '',
  scenarios: [],
};

const order: readonly LogResult[] = ['denied', 'failed', 'unknown', 'ok'];

/** Hosts by route and result: denied first, then failed, unknown and good, the most frequent first. */
export function summariseLog({ requests }: ArcLog, view: RoutingContext = someGateway): readonly LogSummaryRow[] {
  const groups = new Map<string, { readonly first: LogRequest; count: number }>();
  for (const request of requests) {
    const key = `${request.host}:${request.port} ${request.route} ${request.result}`;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { first: request, count: 1 });
  }
  return [...groups.values()]
    .map(({ first, count }) => rowOf(first, count, view))
    .sort(
      (a, b) => order.indexOf(a.result) - order.indexOf(b.result) || b.count - a.count || (a.host < b.host ? -1 : 1),
    );
}

function rowOf(first: LogRequest, count: number, view: RoutingContext): LogSummaryRow {
  const { host, port, route, result } = first;
  const expected = routeOf(`${host}:${port}`, view);
  return { host, port, route, result, count, first, expected, isElsewhere: isElsewhere(route, expected) };
}

/** Only what the log says for certain is held against the plan; a proxy between here and the gateway is no other way. */
function isElsewhere(route: LogRoute, { category, why }: Route): boolean {
  if (why.id === 'gatewayItself' || route === 'unknown') return false;
  return (route === 'gateway') !== (category === 'gateway');
}

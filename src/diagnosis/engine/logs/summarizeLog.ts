import type { RoutingContext } from '../../../planning/network';
import { type Route, routeOf } from '../../../planning/network';
import type { ArcLog, LogGroup, LogResult, LogRoute } from './arcLog';

export interface LogSummaryRow extends LogGroup {
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
export function summarizeLog({ groups }: ArcLog, routing: RoutingContext = someGateway): readonly LogSummaryRow[] {
  return groups
    .map((group) => rowOf(group, routing))
    .sort(
      (a, b) => order.indexOf(a.result) - order.indexOf(b.result) || b.count - a.count || (a.host < b.host ? -1 : 1),
    );
}

function rowOf(group: LogGroup, routing: RoutingContext): LogSummaryRow {
  const expected = routeOf(`${group.host}:${group.port}`, routing);
  return { ...group, expected, isElsewhere: isElsewhere(group.route, expected) };
}

/** Only a certain route counts; a proxy in front of the gateway is not a different route. */
function isElsewhere(route: LogRoute, { category, why }: Route): boolean {
  if (why.id === 'gatewayItself' || route === 'unknown') return false;
  return (route === 'gateway') !== (category === 'gateway');
}

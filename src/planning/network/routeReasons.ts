import rows from './data/routeReasons.json';

/** Why a request goes the way it goes, or what people get wrong about it. */
export interface RouteReason {
  readonly id: RouteReasonId;
  readonly text: string;
  readonly source: string;
}

export type RouteReasonId =
  | 'loopback'
  | 'viaGateway'
  | 'gatewayItself'
  | 'mustBeOpen'
  | 'notForwarded'
  | 'plainHttp'
  | 'beforeAgent'
  | 'gatewayBypass'
  | 'besideArcProxy'
  | 'withoutGateway'
  | 'proxyBypass'
  | 'privateEndpoint'
  | RouteTrapId;

export type RouteTrapId =
  | 'listedButOpen'
  | 'entraNotCovered'
  | 'port80Listed'
  | 'port80Other'
  | 'downloadListed'
  | 'akaMs'
  | 'bypassIneffective'
  | 'gatewayBypassTooOld'
  | 'gatewayBypassEarly'
  | 'gatewayBypassVersion'
  | 'prefixUnknown'
  | 'foreignGateway'
  | 'privateNeedsBypass';

const byId = new Map(rows.map(({ id, text, source, asOf }) => [id, { text, source: `${source} (${asOf})` }]));

export const routeReason = (id: RouteReasonId): RouteReason => ({ id, text: '', source: '', ...byId.get(id) });

import { featureSince } from '../../kernel/knowledge/agentFeature';
import { translated } from '../../kernel/text/phrases';
import rows from './data/routeReasons.json';

/** In the display language. */
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
  | 'noProxy'
  | 'notHttp'
  | 'privateEndpoint'
  | RoutePitfallId;

export type RoutePitfallId =
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

const versions = {
  bypassFrom: featureSince('gatewayBypass').since,
  reliableFrom: featureSince('reliableGatewayBypass').since,
};

const byId = new Map(
  rows.map(({ id, text, source, asOf }) => [id, { text: translated(text, versions), source: `${source} (${asOf})` }]),
);

export const routeReason = (id: RouteReasonId): RouteReason => ({ id, text: '', source: '', ...byId.get(id) });

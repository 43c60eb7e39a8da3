import { endpointsFor, mergeEndpoints, needsOf, routingContextOf } from '../../network';
import { probesFor } from '../../network/probes';
import { scenarios } from '../../site';
import type { ServersTarget, TargetNetwork } from '../target';

export const serverNetwork: TargetNetwork<ServersTarget> = {
  endpoints: (target) => endpointsFor(needsOf(target.servers)),
  // Without a gateway or private link, the same servers connect directly.
  endpointsToday: (target) => endpointsFor({ ...needsOf(target.servers), mode: 'direct' }),
  anyEndpoints: mergeEndpoints(
    (['direct', 'gateway', 'privateLink'] as const).flatMap((mode) =>
      endpointsFor({
        mode,
        systems: ['linux', 'windows'],
        region: '',
        scenarios: scenarios.map(({ id }) => id),
      }),
    ),
  ),
  routes: (target) => [routingContextOf(target.servers)],
  probes: (target) => probesFor(routingContextOf(target.servers)),
  checkPlaces: ({ servers }) => ({ servers, systems: servers.servers.os }),
};

import type { Finding } from '../kernel/finding';
import { blocks } from './blocks';
import { judge, siteObstacles } from './rules';
import type { Site, TargetRef } from './site';
import { checkServers, servers } from './targets/servers';

const ref: TargetRef = { kind: 'servers', path: 'targets.servers', name: '' };

/** The first of `checkSite` that stops the plan of the servers; without the rules and facts of other targets. */
export function findServerObstacle(site: Site): Finding | undefined {
  const found = [
    ...judge(siteObstacles, site, {}),
    ...servers.targetsIn(site, [ref]).flatMap((target) => checkServers(target, {})),
  ];
  return found.find((finding) => blocks(finding, ref));
}

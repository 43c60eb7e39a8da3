import type { Finding } from '../kernel/finding';
import { blocks } from './blocks';
import { judge, siteObstacles } from './rules';
import { serversOf, type Site, type TargetRef } from './site';
import { serverObstacles } from './targets/servers';

const ref: TargetRef = { kind: 'servers', path: 'targets.servers', name: '' };

/** The first of `checkSite` that stops the plan of the servers; without the rules and facts of other targets. */
export function findServerObstacle(site: Site): Finding | undefined {
  const servers = serversOf(site);
  const found = [...judge(siteObstacles, site, {}), ...(servers ? judge(serverObstacles, servers, {}) : [])];
  return found.find((finding) => blocks(finding, ref));
}

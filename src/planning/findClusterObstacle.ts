import type { Finding } from '../kernel/finding';
import { blocks } from './blocks';
import { judge, siteObstacles } from './rules';
import type { Site } from './site';
import { checkCluster } from './targets/clusters';
import type { ClusterOfSite } from './targets/target';

/** The first of `checkSite` that stops the plan of this cluster; without the rules and facts of other targets. */
export const findClusterObstacle = (site: Site, target: ClusterOfSite): Finding | undefined =>
  [...judge(siteObstacles, site, {}), ...checkCluster(target, site, {})].find((finding) => blocks(finding, target.ref));

import type { Finding } from '../../kernel/finding';
import type { ObservedAzureState } from '../rules';
import { checkInstance } from './azureLocal';
import { checkCluster } from './clusters';
import type { Planned } from './registry';
import { checkServers } from './servers';
import type { SharedSite } from './target';

/** Findings about one target, in the order of its rules. */
export const checkTarget = (planned: Planned, site: SharedSite, observed: ObservedAzureState): readonly Finding[] =>
  planned.of((_, target) => {
    switch (target.kind) {
      case 'servers':
        return checkServers(target, observed);
      case 'cluster':
        return checkCluster(target, site, observed);
      case 'azureLocal':
        return checkInstance(target, site, observed);
    }
  });

import type { Endpoint } from '../network';
import type { TargetRef } from '../site';
import { azureLocalNetwork } from './azureLocal';
import { clusterNetwork } from './clusters';
import type { Planned } from './registry';
import { serverNetwork } from './servers';
import type { Target, TargetNetwork } from './target';

const networks = { servers: serverNetwork, cluster: clusterNetwork, azureLocal: azureLocalNetwork };

/** Asks what a target needs of the network. */
export const askNetwork = <R>({ of }: Planned, ask: <T extends Target>(network: TargetNetwork<T>, target: T) => R): R =>
  of((_, target) => {
    switch (target.kind) {
      case 'servers':
        return ask(networks.servers, target);
      case 'cluster':
        return ask(networks.cluster, target);
      case 'azureLocal':
        return ask(networks.azureLocal, target);
    }
  });

/** What a target of a kind may need, whatever it is. */
export const anyEndpointsOf = (kind: TargetRef['kind']): readonly Endpoint[] => networks[kind].anyEndpoints;

import type { Site } from '../site';
import { clusterNetworkRules } from './clusterNetwork';
import { connectionRules } from './connection';
import { endpointUnknown, gatewayScope } from './gateway';
import { networkRules } from './network';
import { siteObstacles } from './obstacles';
import { notPermitted } from './permissions';
import { loopback, noPort } from './proxy';
import { regionalService, regionUnknown } from './region';
import type { Rule } from './rule';

/** About what the targets share. */
export const siteRules: readonly Rule<Site>[] = [
  ...siteObstacles,
  endpointUnknown,
  ...connectionRules,
  noPort,
  loopback,
  ...networkRules,
  ...clusterNetworkRules,
  regionUnknown,
  regionalService,
  gatewayScope,
  notPermitted,
];

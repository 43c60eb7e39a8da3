import type { Site } from '../site';
import { connectionRules } from './connection';
import { endpointUnknown, gatewayScope } from './gateway';
import { networkRules } from './network';
import { localName, loopback, noPort } from './proxy';
import { regionalService, regionUnknown } from './region';
import type { Rule } from './rule';

/** About what the targets share. */
export const siteRules: readonly Rule<Site>[] = [
  endpointUnknown,
  ...connectionRules,
  localName,
  noPort,
  loopback,
  ...networkRules,
  regionUnknown,
  regionalService,
  gatewayScope,
];

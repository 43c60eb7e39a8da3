import type { Site } from '../site';
import { connectionRules } from './connection';
import { endpointUnknown, gatewayScope } from './gateway';
import { networkRules } from './network';
import { localName, loopback, noPort } from './proxy';
import { regionalService, regionUnknown } from './region';
import type { Rule } from './rule';

/** What is worth knowing about that which all targets share. */
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

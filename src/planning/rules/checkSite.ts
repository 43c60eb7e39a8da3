import { agentAge } from './agent';
import { connectionRules } from './connection';
import { endpointUnknown, gatewayScope } from './gateway';
import { identityRules, noBrowserOnLinux } from './identity';
import { networkRules } from './network';
import { localName, loopback, noPort } from './proxy';
import { regionalService, regionUnknown } from './region';
import type { Rule } from './rule';
import { sshHostForMany } from './sshHost';
import { tellingTags } from './tags';
import { ambiguousTags } from './tagText';
import type { Surroundings } from './surroundings';
import type { Site } from '../site';
import type { Finding, Severity } from '../../kernel/finding';

const rules: readonly Rule[] = [
  endpointUnknown,
  ...connectionRules,
  localName,
  noPort,
  loopback,
  ...networkRules,
  agentAge,
  sshHostForMany,
  tellingTags,
  ambiguousTags,
  regionUnknown,
  regionalService,
  noBrowserOnLinux,
  ...identityRules,
  gatewayScope,
];

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, ok: 3 };

/**
 * What is worth knowing about a valid site, gravest first, and in the order of the rules within a severity. An
 * `error` says that a network so described cannot work; a plan then holds no scripts.
 */
export const checkSite = (site: Site, surroundings: Surroundings = {}): Finding[] =>
  rules.flatMap((rule) => rule(site, surroundings) ?? []).sort((a, b) => rank[a.severity] - rank[b.severity]);

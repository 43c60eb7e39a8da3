import { agentAge } from './rules/agent';
import { connectionRules } from './rules/connection';
import { endpointUnknown, gatewayScope } from './rules/gateway';
import { identityRules, noBrowserOnLinux } from './rules/identity';
import { networkRules } from './rules/network';
import { localName, loopback, noPort } from './rules/proxy';
import { regionalService, regionUnknown } from './rules/region';
import type { Rule } from './rules/rule';
import { sshHostForMany } from './rules/sshHost';
import { tellingTags } from './rules/tags';
import { ambiguousTags } from './rules/tagText';
import type { Surroundings } from './surroundings';
import type { Topology } from './topology';
import type { Finding, Severity } from '../finding';

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
 * What is worth knowing about a valid topology, gravest first, and in the order of the rules within a severity. An
 * `error` says that a network so described cannot work; a plan then holds no scripts.
 */
export const checkTopology = (topology: Topology, surroundings: Surroundings = {}): Finding[] =>
  rules.flatMap((rule) => rule(topology, surroundings) ?? []).sort((a, b) => rank[a.severity] - rank[b.severity]);

import { endpointUnknown, gatewayScope } from './rules/gateway';
import { noBrowserOnLinux } from './rules/identity';
import { localName, loopback, noPort } from './rules/proxy';
import { regionalService, regionUnknown } from './rules/region';
import type { Rule } from './rules/rule';
import { tellingTags } from './rules/tags';
import type { Finding, Severity, Topology } from './topology';

const rules: readonly Rule[] = [
  endpointUnknown,
  localName,
  noPort,
  loopback,
  tellingTags,
  regionUnknown,
  regionalService,
  noBrowserOnLinux,
  gatewayScope,
];

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, ok: 3 };

/** What is worth knowing about a valid topology, gravest first, and in the order of the rules within a severity. */
export const checkTopology = (topology: Topology): Finding[] =>
  rules.flatMap((rule) => rule(topology) ?? []).sort((a, b) => rank[a.severity] - rank[b.severity]);

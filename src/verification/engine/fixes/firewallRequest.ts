import { covers } from '../../../kernel/hostPattern';
import type { OperatingSystem } from '../../../kernel/resources';
import { code, englishProse, joinMarkdown, type Markdown, markdownTable, words } from '../../../kernel/text/markdown';
import { type Endpoint, endpointsFor } from '../../../planning/network';
import type { VerifiedResource } from '..';

export interface BlockedMachine {
  readonly name: string;
  readonly os: OperatingSystem;
  /** Azure region. */
  readonly location: string;
  /** As the agent’s own check named them. */
  readonly blocked: readonly string[];
}

interface BlockedEndpoint {
  readonly host: string;
  readonly endpoint: Endpoint;
  readonly machines: readonly string[];
}

/** Hosts that the agent’s check could not reach; without its other words. */
export const blockedHosts = ({ checks }: VerifiedResource): readonly string[] =>
  checks
    .filter(({ id, outcome }) => id === 'network.endpoints' && outcome === 'failed')
    .flatMap(({ observed }) => observed)
    .flatMap(({ subject, value }) =>
      subject !== undefined && typeof value === 'object' && 'code' in value && value.code === 'notReachable'
        ? subject
        : [],
    );

/**
 * English Markdown, to hand to those who run the firewall. Only hosts that Azure Arc is known to need: a machine’s own
 * word opens nothing; what it named besides is counted.
 */
export function firewallRequest(machines: readonly BlockedMachine[]): Markdown {
  const found = machines.flatMap(knownEndpoints);
  const byHost = Map.groupBy(found, ({ host }) => host);
  const endpoints = [...byHost].flatMap(([, all]): readonly BlockedEndpoint[] => {
    const [first] = all;
    return first ? [{ ...first, machines: all.flatMap((each) => each.machines) }] : [];
  });
  const unknown = new Set(machines.flatMap(({ blocked }) => blocked).filter((host) => !byHost.has(host)));
  const names = machines.map(({ name }) => words(name));
  return joinMarkdown(
    [
      englishProse`# Azure Arc: hosts to open\n`,
      englishProse`Please allow outbound connections to these hosts, without TLS inspection, from: ${joinMarkdown(names, ', ')}.\n`,
      markdownTable(
        ['Host', 'Port', 'Protocol', 'Purpose', 'Needed by', 'Source'],
        endpoints.map(({ host, endpoint, machines: from }) => [
          code(host),
          endpoint.port,
          words(endpoint.protocol),
          words(endpoint.purpose),
          words(from.join(', ')),
          words(endpoint.source),
        ]),
      ),
      ...(unknown.size === 0
        ? []
        : [
            englishProse`The agents named ${unknown.size} more that are not known as hosts of Azure Arc. They are left out: see the verification report.\n`,
          ]),
    ],
    '\n',
  );
}

function knownEndpoints({ name, os, location, blocked }: BlockedMachine): readonly BlockedEndpoint[] {
  const known = (['gateway', 'direct'] as const).flatMap((mode) =>
    endpointsFor({ mode, systems: [os], region: location, scenarios: [] }),
  );
  return blocked.flatMap((host) => {
    const endpoint = known.find((each) => covers(each.host, host));
    return endpoint ? [{ host, endpoint, machines: [name] }] : [];
  });
}

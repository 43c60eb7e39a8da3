import type { Traffic, TrafficState } from '../contract/traffic';
import { regions } from '../kernel/knowledge/regions';
import {
  capacityRule,
  type Closable,
  difference,
  type Difference,
  type Endpoint,
  endpointsFor,
  exportFormats,
  firewallQuestion,
  needsOf,
  neighborNames,
  publishedExamples,
  requiredEndpoints,
  routeOf,
  viewOf,
} from '../planning/network';
import { checkTopology } from '../planning/rules';
import { connectionOf, type Topology } from '../planning/site';
import { readTopologyText } from '../vscode/readDocument';

/** A topology document as far as the view is concerned; without a text, the reason why there is none. */
export interface DocumentText {
  readonly uri: string;
  readonly fileName: string;
  readonly text?: string;
  readonly missing?: string;
}

/** All that the view shows for a document: a pure function of its text. */
export function trafficState({ uri, fileName, text, missing }: DocumentText): TrafficState {
  return {
    uri,
    fileName,
    ...contentOf(fileName, text, missing),
    formats: exportFormats.map(({ id, title }) => ({ id, title })),
    regions: regions.map(({ name, display }) => ({ name, display })),
    capacity: { ...capacityRule, examples: publishedExamples.map((example) => ({ ...example })) },
  };
}

function contentOf(
  fileName: string,
  text: string | undefined,
  missing = '',
): Pick<TrafficState, 'problem' | 'traffic'> {
  if (text === undefined) return { problem: { message: missing, details: [] } };
  const read = readTopologyText(text);
  if ('unreadable' in read) return { problem: { message: read.unreadable, details: [] } };
  if ('topology' in read) return { traffic: trafficOf(read.topology) };
  const details = read.errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return { problem: { message: `${fileName} is not complete yet.`, details } };
}

/** What the machines need today: the same machines, going out directly. */
export const endpointsToday = (topology: Topology): Endpoint[] =>
  endpointsFor({ ...needsOf(topology), mode: 'direct' });

/** What changes at the firewall or proxy between today and the topology. */
export const changeOf = (topology: Topology): Difference =>
  difference(endpointsToday(topology), requiredEndpoints(topology));

function trafficOf(topology: Topology): Traffic {
  const { open, close, keep, closeAfterHours, source } = changeOf(topology);
  return {
    connection: connectionOf(topology),
    obstacles: checkTopology(topology)
      .filter(({ severity }) => severity === 'error')
      .map((finding) => ({ ...finding })),
    change: {
      open: open.map(plain),
      close: close.filter(({ neighbors }) => neighbors.length === 0).map(closable),
      closeAfterAsking: close.filter(({ neighbors }) => neighbors.length > 0).map(closable),
      question: firewallQuestion,
      keep: keep.map(plain),
      closeAfterHours,
      source,
    },
    hosts: hostsOf(topology),
    estimate: { region: topology.azure.region, servers: topology.targets.count ?? 0 },
  };
}

const closable = ({ endpoint, narrowedTo, neighbors }: Closable): Traffic['change']['close'][number] => ({
  ...plain(endpoint),
  narrowedTo: narrowedTo.map(addressOf),
  neededBy: neighbors.map(({ neighbor, addresses }) => `${neighborNames[neighbor]}: ${addresses.join(', ')}`),
});

const addressOf = ({ host, port }: Endpoint): string => `${host}:${port}`;

const plain = ({ host, port, purpose, when, source }: Endpoint): Traffic['change']['open'][number] => ({
  host,
  port,
  purpose,
  when,
  source,
});

function hostsOf(topology: Topology): Traffic['hosts'] {
  const all = [...requiredEndpoints(topology), ...endpointsToday(topology)];
  const view = viewOf(topology);
  const byAddress = new Map(all.map((each) => [addressOf(each), each]));
  return [...byAddress].map(([address, { purpose }]) => {
    const example = address.replace(/\*|<\w+>/g, 'any').replace(/:443$/, '');
    return { address, example, purpose, category: routeOf(example, view).category };
  });
}

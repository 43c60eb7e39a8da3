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
import { checkSite } from '../planning/rules';
import { connectionOf, type Site } from '../planning/site';
import { readSiteText } from '../vscode/readDocument';

/** A site document as far as the view is concerned; without a text, the reason why there is none. */
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
  const read = readSiteText(text);
  if ('unreadable' in read) return { problem: { message: read.unreadable, details: [] } };
  if ('site' in read) return { traffic: trafficOf(read.site) };
  const details = read.errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return { problem: { message: `${fileName} is not complete yet.`, details } };
}

/** What the machines need today: the same machines, going out directly. */
export const endpointsToday = (site: Site): Endpoint[] => endpointsFor({ ...needsOf(site), mode: 'direct' });

/** What changes at the firewall or proxy between today and the site. */
export const changeOf = (site: Site): Difference => difference(endpointsToday(site), requiredEndpoints(site));

function trafficOf(site: Site): Traffic {
  const { open, close, keep, closeAfterHours, source } = changeOf(site);
  return {
    connection: connectionOf(site),
    obstacles: checkSite(site)
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
    hosts: hostsOf(site),
    estimate: { region: site.azure.region, servers: site.targets.count ?? 0 },
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

function hostsOf(site: Site): Traffic['hosts'] {
  const all = [...requiredEndpoints(site), ...endpointsToday(site)];
  const view = viewOf(site);
  const byAddress = new Map(all.map((each) => [addressOf(each), each]));
  return [...byAddress].map(([address, { purpose }]) => {
    const example = address.replace(/\*|<\w+>/g, 'any').replace(/:443$/, '');
    return { address, example, purpose, category: routeOf(example, view).category };
  });
}

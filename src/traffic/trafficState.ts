import * as l10n from '@vscode/l10n';
import type { Traffic, TrafficState } from '../contract/traffic';
import { regions } from '../kernel/knowledge/regions';
import { translated } from '../kernel/text/phrases';
import { type Closable, endpointsOf, endpointsToday, firewallChanges } from '../planning/firewall';
import { capacityRule, type Endpoint, type RoutingContext, publishedExamples, routeOf } from '../planning/network';
import { outputsFor } from '../planning/network/exports';
import { connectionOf, type Site, type TargetRef } from '../planning/site';
import { askNetwork, targetsOf } from '../planning/targets';
import { readSiteText } from '../vscode/readDocument';
import { noRoute } from './errors';

export interface DocumentText {
  readonly uri: string;
  readonly fileName: string;
  readonly text?: string;
  readonly missing?: string;
}

/** Errors of a site, which stop the traffic from working as described. */
export type FindObstacles = (site: Site, unread: readonly TargetRef[]) => Traffic['obstacles'];

/** Depends on the text alone. The rules load after the view: without them, there are no obstacles yet. */
export function trafficState(
  { uri, fileName, text, missing }: DocumentText,
  findObstacles: FindObstacles = () => [],
): TrafficState {
  const content = contentOf(fileName, text, { missing, findObstacles });
  const hasGateway = content.traffic?.connection === 'gateway';
  return {
    uri,
    fileName,
    ...content,
    formats: outputsFor({ hasGateway }).map(({ id, title }) => ({ id, title })),
    regions: regions.map(({ name, display }) => ({ name, display })),
    capacity: { ...capacityRule, examples: publishedExamples },
  };
}

function contentOf(
  fileName: string,
  text: string | undefined,
  { missing = '', findObstacles }: { readonly missing: string | undefined; readonly findObstacles: FindObstacles },
): Pick<TrafficState, 'problem' | 'traffic'> {
  if (text === undefined) return { problem: { message: missing, details: [] } };
  const read = readSiteText(text);
  if ('unreadable' in read) return { problem: { message: read.unreadable, details: [] } };
  const { site, unread, errors } = read;
  if (site && Object.keys(site.targets).length > 0)
    return { traffic: { ...trafficOf(site, unread), obstacles: findObstacles(site, unread) } };
  const details = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return { problem: { message: l10n.t`${fileName} is not complete yet.`, details } };
}

/** Only targets that make requests. */
const routingContextsOf = (site: Site): readonly RoutingContext[] =>
  targetsOf(site).flatMap((each) => askNetwork(each, (network, target) => network.routes(target, site)));

/** Throws `InvalidInput` if no target has routes. */
export function firstRoutingContext(site: Site): RoutingContext {
  const [first] = routingContextsOf(site);
  if (first) return first;
  throw noRoute();
}

function trafficOf(site: Site, unread: readonly TargetRef[]): Omit<Traffic, 'obstacles'> {
  const { open, close, keep, closeAfterHours, proofs, source } = firewallChanges(site, unread);
  return {
    connection: connectionOf(site),
    change: {
      open: open.map(plain),
      close: close.filter(({ neighbors }) => neighbors.length === 0).map(closable),
      closeAfterAsking: close.filter(({ neighbors }) => neighbors.length > 0).map(closable),
      keep: keep.map(plain),
      closeAfterHours,
      proofs: proofs.map(({ message }) => translated(message)),
      source,
    },
    hosts: hostsOf(site),
    estimate: { region: site.azure.region, servers: site.targets.servers?.count ?? 0 },
  };
}

const closable = ({ endpoint, narrowedTo, neighbors }: Closable): Traffic['change']['close'][number] => ({
  ...plain(endpoint),
  narrowedTo: narrowedTo.map(addressOf),
  neededBy: neighbors,
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
  const all = [...endpointsOf(site), ...endpointsToday(site)];
  const contexts = routingContextsOf(site);
  const byAddress = new Map(all.map((each) => [addressOf(each), each]));
  return [...byAddress].flatMap(([address, { purpose, from }]) => {
    const context = contexts.find(({ source = 'server' }) => from.includes(source)) ?? contexts[0];
    if (!context) return [];
    const example = address.replace(/\*|<\w+>/g, 'any').replace(/:443$/, '');
    return { address, example, purpose, category: routeOf(example, context).category };
  });
}

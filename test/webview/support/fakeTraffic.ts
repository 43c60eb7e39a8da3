import { serve } from '../../../src/contract/server';
import { trafficContract } from '../../../src/contract/traffic';
import { gatewaysNeeded } from '../../../src/planning/network/capacity';
import { firewallChangesTable } from '../../../src/planning/firewall/firewallChangesTable';
import { endpointsOf, firewallChanges } from '../../../src/planning/firewall/firewallChanges';
import { exportAllowList, exportFindings } from '../../../src/planning/network/exports/exportAllowList';
import { gatewayDocuments, writeGatewayDocument } from '../../../src/planning/network/exports';
import { exportFormats } from '../../../src/planning/network/exports/formats';
import { routeOf } from '../../../src/planning/network/routeOf';
import { neighborFindings } from '../../../src/planning/firewall/sharedFirewall';
import { readSite } from '../../../src/planning/site/readSite';
import type { Site } from '../../../src/planning/site/site';
import { firstRoutingContext, trafficState } from '../../../src/traffic/trafficState';
import { findObstacles } from '../../../src/traffic/findObstacles';
import { playVsCode } from './fakePage';
import type { TrafficHost, TrafficScenario } from './trafficScenario';

const scenario = window.scenario as unknown as TrafficScenario;
const uri = 'file:///work/branch-berlin.arc.json';

const host: TrafficHost = {
  requests: [],
  kept: [],
  violations: [],
  copied: [],
  text: scenario.text,
  change: (text) => {
    host.text = text;
    push();
  },
};
window.traffic = host;

const push = (): void => {
  server.push(trafficState({ uri, fileName: 'branch-berlin.arc.json', text: host.text }, findObstacles));
};

function site(): Site {
  const parsed = readSite(JSON.parse(host.text));
  if (!parsed.site) throw new Error('The topology is not complete.');
  return parsed.site;
}

function listIn(format: string) {
  const document = gatewayDocuments.find(({ id }) => id === format);
  if (document) return { ...document, text: writeGatewayDocument(document.id), findings: [] };
  const known = exportFormats.find(({ id }) => id === format);
  if (!known) throw new Error(`There is no format ${format}.`);
  const endpoints = endpointsOf(site());
  const findings = [...exportFindings(endpoints, known.id), ...neighborFindings(firewallChanges(site()).close)];
  return { fileName: known.fileName, text: exportAllowList(endpoints, known.id), findings };
}

const copy = (text: string): Promise<null> => {
  host.copied.push(text);
  return Promise.resolve(null);
};
const done = (): Promise<null> => Promise.resolve(null);

const server = serve(
  trafficContract,
  {
    route: async ({ target, phase }) => {
      const { hops, allow, pitfalls, ...rest } = routeOf(target, { ...firstRoutingContext(site()), phase });
      return { ...rest, hops: [...hops], allow: [...allow], pitfalls: [...pitfalls] };
    },
    allowList: async ({ format }) => listIn(format),
    copyAllowList: ({ format }) => copy(listIn(format).text),
    saveAllowList: async ({ format }) => listIn(format).fileName,
    capacity: async ({ counts }) => {
      const { gateways, regions, subscriptions, notes } = gatewaysNeeded(counts);
      return { gateways, regions: [...regions], subscriptions, notes: [...notes] };
    },
    copyChange: () => copy(firewallChangesTable(firewallChanges(site()))),
    openDiff: done,
    openWizard: done,
    openAsText: done,
  },
  { post: (message) => window.postMessage(message, '*') },
  {
    onReady: push,
    onError: () => undefined,
  },
);

playVsCode(host, scenario.uiState, server.receive);

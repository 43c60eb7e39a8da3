import { proxyBypass } from '../../../../../src/planning/network/bypass/proxyBypass';
import { configurationManagerScript } from '../../../../../src/planning/targets/servers/configurationManager';
import { exitCodes } from '../../../../../src/planning/targets/servers/exitCodes';
import { groupPolicyPackage, suitsStartUp } from '../../../../../src/planning/targets/servers/groupPolicy';
import { onboardingOf, secretOf, signInOf } from '../../../../../src/planning/targets/servers/onboarding';
import { useGatewayOnWindows } from '../../../../../src/planning/targets/servers/useGatewayWindows';
import { windowsScript } from '../../../../../src/planning/targets/servers/windows';
import type { Script } from '../../../../../src/planning/targets/script';
import { connectionOf, type ServerSite, usesGateway } from '../../../../../src/planning/site/site';
import { examples, plain, servicePrincipal } from '../../../../unit/planning/targets/servers/sites';

const named = <T extends ServerSite>(site: T, resourceGroup: string): T => ({
  ...site,
  azure: { ...site.azure, resourceGroup },
});

const proxyUrl = 'http://proxy.corp.example:8080';
const { directBypass = plain, privateLinkCertificate = plain, directToken = plain, unknownEndpoint = plain } = examples;

/** What each has and the others have not; their resource groups are what a console's code page would spoil. */
export const sites = {
  plain,
  secret: {
    ...named(plain, 'rg-köln'),
    network: { proxyUrl },
    identity: servicePrincipal,
    tags: { size: '24" monitor', path: 'C:\\data dir\\', 'a "b c"': 'x,y=z', owner: '', since: '2024-05-01T00:00:00Z' },
  },
  bypass: { ...named(directBypass, 'рг-філія'), tags: { PSObject: 'yes', Count: '3' } },
  certificate: named(privateLinkCertificate, '資源-(東京)'),
  token: named(directToken, 'rg.Ünïted_'),
  unknownEndpoint: named(unknownEndpoint, 'rg-berlin'),
} as const satisfies Record<string, ServerSite>;

export const deliveries = ['file', 'groupPolicy', 'configurationManager', 'useGateway'] as const;

export const states = [
  'none',
  'new',
  'old',
  'asWanted',
  'otherCase',
  'wordsAround',
  'otherGateway',
  'noGateway',
  'untold',
  'elsewhere',
  'otherTenant',
  'expired',
  'otherScope',
  'otherProxy',
  'otherBypass',
  'unknown',
  'noJson',
] as const;

export const failures = [
  'nothing',
  'administrator',
  'azureVm',
  'secret',
  'certificate',
  'icacls',
  'download',
  'install',
  'emptyInstall',
  'setting',
  'connect',
] as const;

export const codePages = [65_001, 850, 437, 1252, 932] as const;
export const passings = ['Windows', 'Standard', 'Legacy'] as const;
export const temporaryFolders = ['tmp', 'te[m]p [1]'] as const;

export interface Case {
  readonly site: keyof typeof sites;
  readonly delivery: (typeof deliveries)[number];
  readonly state: (typeof states)[number];
  readonly failure: (typeof failures)[number];
  readonly codePage: (typeof codePages)[number];
  readonly passing: (typeof passings)[number];
  readonly temporary: (typeof temporaryFolders)[number];
}

export const siteOf = ({ site }: Case): ServerSite => sites[site];

/** The scripts of a delivery, the one to run first; none where this site is not delivered so. */
export function scriptsOf(each: Pick<Case, 'site' | 'delivery'>): readonly Script[] {
  const site: ServerSite = sites[each.site];
  switch (each.delivery) {
    case 'file':
      return [windowsScript(site)];
    case 'groupPolicy':
      return suitsStartUp(site) ? groupPolicyPackage(site) : [];
    case 'configurationManager':
      return suitsStartUp(site) ? [configurationManagerScript(site)] : [];
    case 'useGateway':
      return usesGateway(site) ? [useGatewayOnWindows(site)] : [];
  }
}

/** Whether the script goes as far as the failing step, and is delivered so: the table spends no case on the others. */
export function isPossible(each: Case): boolean {
  if (scriptsOf(each).length === 0) return false;
  if (each.failure === 'nothing') return true;
  // They end every script at its start, and would hide all that it is paired with.
  if (each.failure === 'administrator' || each.failure === 'azureVm') return ['none', 'asWanted'].includes(each.state);
  if (each.delivery === 'useGateway') return each.failure === 'setting' && each.state === 'untold';
  return ['none', 'new', 'old'].includes(each.state);
}

const isThere = ({ state }: Case): boolean => state !== 'none';
const isConnected = ({ state }: Case): boolean => !['none', 'new', 'old', 'unknown', 'noJson'].includes(state);
const hasBypass = (site: ServerSite): boolean => proxyBypass(site).text !== '';

/** What the script ends with, by the README's words. */
export function expectedCode(each: Case): number {
  const { failure, state, delivery } = each;
  const site = siteOf(each);
  if (failure === 'administrator') return exitCodes.notPrivileged.code;
  if (delivery === 'useGateway') return useGatewayCode(each, site);
  if (failure === 'azureVm') return exitCodes.azureVm.code;
  if (state === 'unknown' || state === 'noJson') return exitCodes.stateUnknown.code;
  if (isConnected(each)) return connectedCode(each, site);
  if (failure === 'secret' && secretOf(site.identity)) return exitCodes.noSecret.code;
  if (failure === 'certificate' && signInOf(site.identity) === 'certificate') return exitCodes.noCertificate.code;
  if (failure === 'icacls') return exitCodes.downloadFailed.code;
  if (installs(each) && failure === 'download') return exitCodes.downloadFailed.code;
  if (installs(each) && failure === 'install') return exitCodes.installFailed.code;
  if (!isThere(each) && failure === 'emptyInstall') return exitCodes.installFailed.code;
  if (failure === 'setting' && site.network.proxyUrl !== undefined) return exitCodes.installFailed.code;
  return failure === 'connect' ? exitCodes.connectFailed.code : exitCodes.done.code;
}

const installs = (each: Case): boolean => !isThere(each) || (each.state === 'old' && usesGateway(siteOf(each)));

function connectedCode({ state }: Case, site: ServerSite): number {
  if (state === 'elsewhere' || state === 'otherTenant') return exitCodes.connectedElsewhere.code;
  if (state === 'expired') return exitCodes.notHealthy.code;
  const route = routeCode(state, site);
  if (route !== exitCodes.done.code && route !== exitCodes.gatewayUnproven.code) return route;
  if (state === 'otherScope' && connectionOf(site) === 'privateLink') return exitCodes.otherScope.code;
  if (state === 'otherProxy' && site.network.proxyUrl !== undefined) return exitCodes.otherProxy.code;
  if (state === 'otherBypass' && hasBypass(site)) return exitCodes.otherBypass.code;
  return route;
}

/** Which way a connected server goes. */
function routeCode(state: Case['state'], site: ServerSite): number {
  const gateway = usesGateway(site);
  const isUntold = site.gateway?.endpoint === undefined;
  if (state === 'otherGateway') {
    if (!gateway) return exitCodes.throughGateway.code;
    return isUntold ? exitCodes.gatewayUnproven.code : exitCodes.notThroughGateway.code;
  }
  if (gateway && (state === 'noGateway' || state === 'untold')) return exitCodes.notThroughGateway.code;
  return gateway && isUntold ? exitCodes.gatewayUnproven.code : exitCodes.done.code;
}

function useGatewayCode(each: Case, site: ServerSite): number {
  const { state, failure } = each;
  if (state === 'unknown' || state === 'noJson') return exitCodes.stateUnknown.code;
  if (!isConnected(each)) return exitCodes.noAgent.code;
  if (state === 'elsewhere' || state === 'otherTenant') return exitCodes.connectedElsewhere.code;
  if (state === 'expired') return exitCodes.notHealthy.code;
  if (state === 'untold') return failure === 'setting' ? exitCodes.settingFailed.code : exitCodes.done.code;
  // It sets nothing but the way, and says nothing of the proxy and what bypasses it.
  return routeCode(state, site);
}

/** What the agent says of itself, for the states in which it says something. */
export function agentState(each: Case): Readonly<Record<string, unknown>> {
  const site = siteOf(each);
  const { subscriptionId, resourceGroup, tenantId } = site.azure;
  const { state } = each;
  const version = state === 'old' ? '1.46.02809.1841' : '1.67.03521.3000';
  if (!isConnected(each)) return { status: 'Disconnected', resourceId: '', gatewayUrl: '', agentVersion: version };
  const group = state === 'otherCase' ? resourceGroup.toUpperCase() : resourceGroup;
  const place = state === 'elsewhere' ? `${resourceGroup}-2` : group;
  const gateway = state === 'otherGateway' ? 'https://other.gw.arc.azure.com' : gatewayUrl(site);
  return {
    status: state === 'expired' ? 'Expired' : 'Connected',
    resourceName: 'srv01',
    resourceGroup: place,
    resourceId: `/subscriptions/${subscriptionId}/resourceGroups/${place}/providers/Microsoft.HybridCompute/machines/srv01`,
    subscriptionId,
    tenantId: state === 'otherTenant' ? 'bbbbbbbb-0000-4000-8000-000000000009' : tenantId,
    agentVersion: version,
    gatewayUrl: state === 'noGateway' ? '' : gateway,
    privateLinkScope: state === 'otherScope' ? 'pls-other' : (site.privateLink?.scopeId ?? ''),
  };
}

const gatewayUrl = (site: ServerSite): string =>
  usesGateway(site) ? `https://${site.gateway.endpoint ?? 'some.gw.arc.azure.com'}` : '';

/** The arguments that the agent is connected with; the last of a run's own are patterns. */
export function connectWords(each: Case): readonly (string | RegExp)[] {
  const site = siteOf(each);
  const { azure, identity } = site;
  const signIn = signInOf(identity);
  const { tags } = onboardingOf(site);
  return [
    'connect',
    ...['--resource-group', azure.resourceGroup, '--tenant-id', azure.tenantId],
    ...['--subscription-id', azure.subscriptionId, '--cloud', 'AzureCloud', '--location', azure.region],
    ...(usesGateway(site) ? ['--gateway-id', site.gateway.id] : []),
    ...(connectionOf(site) === 'privateLink' ? ['--private-link-scope', site.privateLink?.scopeId ?? ''] : []),
    ...(tags === '' ? [] : ['--tags', tags]),
    ...['--correlation-id', /^[0-9a-f-]{36}$/],
    ...(secretOf(identity) ? ['--config', /\/arc-[0-9a-f-]{36}\/connect\.json$/] : []),
    ...(signIn === 'certificate' && identity.method === 'servicePrincipal'
      ? ['--service-principal-id', identity.clientId]
      : []),
    ...(signIn === 'certificate'
      ? ['--service-principal-cert-thumbprint', '0123456789ABCDEF0123456789ABCDEF01234567']
      : []),
    ...(signIn === 'deviceCode' ? ['--use-device-code'] : []),
  ];
}

const dimensions = {
  site: Object.keys(sites) as (keyof typeof sites)[],
  delivery: deliveries,
  state: states,
  failure: failures,
  codePage: codePages,
  passing: passings,
  temporary: temporaryFolders,
} as const;

/** Every site, delivery, state and failing step together; what is left goes round. */
export function wholeTable(): readonly Case[] {
  const cases: Case[] = [];
  for (const site of dimensions.site) {
    for (const delivery of deliveries) {
      for (const state of states) {
        for (const failure of failures) {
          const { length } = cases;
          const rest = {
            codePage: codePages[length % codePages.length] ?? 65_001,
            passing: passings[length % passings.length] ?? 'Windows',
            temporary: temporaryFolders[length % temporaryFolders.length] ?? 'tmp',
          };
          const each = { site, delivery, state, failure, ...rest };
          if (isPossible(each)) cases.push(each);
        }
      }
    }
  }
  return cases;
}

type Key = keyof typeof dimensions;
const keys = Object.keys(dimensions) as Key[];

const pairsOf = (each: Case): readonly string[] =>
  keys.flatMap((one, index) => keys.slice(index + 1).map((other) => `${one}=${each[one]} ${other}=${each[other]}`));

/** Cases in which every two values that can meet do so: again and again the one of many that adds the most pairs. */
export function pairwiseTable(): readonly Case[] {
  const candidates = everyCombination().filter(isPossible);
  const open = new Set(candidates.flatMap(pairsOf));
  const chosen: Case[] = [];
  let at = 0;
  while (open.size > 0) {
    let best: Case | undefined;
    let most = 0;
    // A stride that shares no factor with their number goes through all of them, far apart from each other.
    for (let tried = 0; tried < candidates.length && (tried < 400 || most === 0); tried++) {
      at = (at + 7919) % candidates.length;
      const candidate = candidates[at];
      if (!candidate) continue;
      const added = pairsOf(candidate).filter((pair) => open.has(pair)).length;
      if (added > most) [best, most] = [candidate, added];
    }
    if (!best) break;
    chosen.push(best);
    for (const pair of pairsOf(best)) open.delete(pair);
  }
  return chosen;
}

function everyCombination(): readonly Case[] {
  let all: Partial<Case>[] = [{}];
  for (const key of keys) all = all.flatMap((each) => dimensions[key].map((value) => ({ ...each, [key]: value })));
  return all as Case[];
}

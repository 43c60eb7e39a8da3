import * as l10n from '@vscode/l10n';
import type { PageHop, PagePath } from '../contract/resourcePage';
import type { Observation } from '../kernel/inventory';
import { type Associable, type AssociableKind, type Gateway, nameInId } from '../kernel/resources';
import { operatingSystemOf, usesPrivateLink } from '../kernel/resourceKinds';
import { type Route, routeOf, type Source } from '../planning/network';
import { timeText } from '../kernel/text/timeText';
import type { KnownOfMember } from './known';

interface Asked {
  readonly source: Source;
  /** One of those that the way is about: what its agent asks all day, which a gateway carries and a scope covers. */
  readonly host: string;
  /** The same for every region. */
  readonly shown: string;
}

const asked: Readonly<Record<AssociableKind, Asked>> = {
  machine: {
    source: 'server',
    host: 'agentserviceapi.guestconfiguration.azure.com',
    shown: 'guestconfiguration.azure.com',
  },
  cluster: {
    source: 'clusterAgent',
    host: 'westeurope.dp.kubernetesconfiguration.azure.com',
    shown: 'dp.kubernetesconfiguration.azure.com',
  },
};

/** Stands for the proxy’s address, which is foreign text or unknown: no proxy has it (RFC 6761). */
const someProxy = 'http://proxy.invalid';

type Way = 'gateway' | 'direct' | 'privateLink';

interface KnownWay {
  readonly way: Way | undefined;
  readonly basis: string;
}

/** From the resource to Azure, as far as it is known. */
export function pathOf(resource: Associable, known: KnownOfMember): PagePath {
  const { way, basis } = wayOf(resource, known);
  if (way === undefined) return { hops: [originOf(resource), unknownWay(), azure(resource)], basis };
  const { hops } = routeThrough(resource, known, way);
  return {
    hops: hops.map((hop) => hopOf(hop, resource, known)),
    basis: [basis, proxyBasis(known, way)].filter((part) => part !== '').join(' '),
  };
}

/** What was seen on the machine decides; then what Azure has it set to. */
function wayOf(resource: Associable, { association, observation, isFollowed }: KnownOfMember): KnownWay {
  if (association.status === 'unread')
    return { way: undefined, basis: l10n.t('Its association has not been read from Azure yet.') };
  if (association.status === 'failed') return { way: undefined, basis: association.error.message };
  const isAssociated = association.gatewayId !== undefined;
  if (observation) return observedWay(resource, observation, isAssociated);
  if (isAssociated) return associatedWay(isFollowed);
  const isPrivate = usesPrivateLink(resource);
  if (isPrivate === undefined)
    return { way: undefined, basis: l10n.t('Azure doesn’t report whether it uses a private link.') };
  return isPrivate
    ? { way: 'privateLink', basis: l10n.t('By its private link scope in Azure.') }
    : { way: 'direct', basis: l10n.t('Azure associates it with no gateway and no private link scope.') };
}

function associatedWay(isFollowed: boolean | undefined): KnownWay {
  if (isFollowed === undefined) {
    return {
      way: undefined,
      basis: l10n.t('Azure associates it with a gateway, but whether its agent uses it is not known. Verify it.'),
    };
  }
  return isFollowed
    ? { way: 'gateway', basis: l10n.t('By its association in Azure; verify it to see what its agent does.') }
    : { way: 'direct', basis: l10n.t('Azure associates it with a gateway that is not enabled on it.') };
}

function observedWay(
  resource: Associable,
  { connectionType, observedAt }: Observation,
  isAssociated: boolean,
): KnownWay {
  const basis = l10n.t`As its agent was set on ${timeText(observedAt)}.`;
  if (connectionType === 'direct') return { way: usesPrivateLink(resource) === true ? 'privateLink' : 'direct', basis };
  return isAssociated
    ? { way: 'gateway', basis }
    : { way: undefined, basis: l10n.t`${basis} It is set to a gateway that Azure doesn’t associate it with.` };
}

function routeThrough(resource: Associable, { gateway, proxy }: KnownOfMember, mode: Way): Route {
  const os = operatingSystemOf(resource);
  const { host, source } = asked[resource.kind];
  return routeOf(host, {
    mode,
    systems: os === undefined ? ['linux', 'windows'] : [os],
    region: resource.location,
    scenarios: [],
    source,
    ...(gateway?.endpoint !== undefined && { gatewayEndpoint: gateway.endpoint }),
    // Whether private endpoints are reached through it depends on the agent’s bypass list.
    ...(proxy !== '' && mode !== 'privateLink' && { proxyUrl: someProxy }),
  });
}

function proxyBasis({ proxy }: KnownOfMember, way: Way): string {
  if (proxy === '') return '';
  if (way === 'privateLink')
    return l10n.t(
      'Whether a proxy of your own is in between too depends on the agent’s bypass list, which is not known.',
    );
  return proxy === undefined
    ? l10n.t('Whether a proxy of your own is in between is not known: verifying reads it.')
    : '';
}

function hopOf(
  { kind, name }: Route['hops'][number],
  resource: Associable,
  { gateway, proxy, gatewayId }: KnownOfMember,
): PageHop {
  switch (kind) {
    case 'machine':
      return originOf(resource);
    case 'arcProxy':
    case 'arcProxyPod':
    case 'clusterAddress':
      return { kind: 'arcProxy', title: l10n.t('Arc proxy'), name, isKnown: true };
    case 'enterpriseProxy':
      return proxy === undefined
        ? { kind: 'proxy', title: l10n.t('Enterprise proxy?'), name: l10n.t('not known'), isKnown: false }
        : { kind: 'proxy', title: l10n.t('Enterprise proxy'), name: hostIn(proxy), isKnown: true };
    case 'gateway':
      return gatewayHop(gateway, gatewayId);
    case 'privateEndpoint':
      return { kind: 'privateEndpoint', title: name, ...scopeName(resource), isKnown: true };
    case 'target':
      return azure(resource);
  }
}

/** Without what may be before an `@`. */
const hostIn = (url: string): string => URL.parse(url)?.host ?? url;

const scopeName = ({ privateLinkScopeId }: Associable) =>
  privateLinkScopeId === undefined ? {} : { name: nameInId(privateLinkScopeId) };

const gatewayHop = (gateway: Gateway | undefined, gatewayId: string | undefined): PageHop => ({
  kind: 'gateway',
  title: l10n.t('Arc gateway'),
  name: gateway?.endpoint ?? gateway?.name ?? nameInId(gatewayId ?? ''),
  isKnown: gateway !== undefined,
});

const originOf = ({ name, kind }: Associable): PageHop => ({
  kind: 'resource',
  title: kind === 'cluster' ? l10n.t('Cluster agents') : l10n.t('Machine'),
  name,
  isKnown: true,
});

const unknownWay = (): PageHop => ({ kind: 'unknown', title: l10n.t('Not known'), isKnown: false });

const azure = ({ kind }: Associable): PageHop => ({
  kind: 'azure',
  title: l10n.t('Azure'),
  name: asked[kind].shown,
  isKnown: true,
});

/** Of all that use a gateway. */
export const gatewayPath = (gateway: Gateway, members: string): PagePath => ({
  hops: [
    { kind: 'members', title: members, isKnown: true },
    {
      kind: 'gateway',
      title: gateway.name,
      ...(gateway.endpoint !== undefined && { name: gateway.endpoint }),
      isKnown: gateway.endpoint !== undefined,
    },
    { kind: 'azure', title: l10n.t('Azure'), isKnown: true },
  ],
  basis:
    gateway.endpoint === undefined
      ? l10n.t('Azure has not assigned a URL to it yet.')
      : l10n.t('As Azure associates them; each has its own route on its page.'),
});

import { nameInId } from '../../../kernel/resources';
import { connectionOf, type Connection, type ServerSite } from '../../site';
import type { Fragment } from '../writing/fragment';

/** Values that the scripts share, named as in the portal’s scripts. */
export interface Onboarding {
  /** Part of the failure report. */
  readonly authType: 'token' | 'principal';
  /** Value of `--tags`; empty without tags. */
  readonly tags: string;
}

/** The stable API version with associations (2026-08); code, not a value. */
export const settingsApiVersion: Fragment = { text: '2025-01-13', marks: [] };

/**
 * The route to `downloadOrigin`: `private` without any proxy, to the scope’s private endpoint; `proxy` through the site’s
 * proxy; `usual` by the server’s settings.
 */
export function downloadRouteOf(site: ServerSite): 'private' | 'proxy' | 'usual' {
  if (connectionOf(site) === 'privateLink') return 'private';
  return site.network.proxyUrl === undefined ? 'usual' : 'proxy';
}

export function onboardingOf({ identity, tags }: ServerSite): Onboarding {
  return {
    authType: identity.method === 'servicePrincipal' ? 'principal' : 'token',
    tags: Object.entries(tags)
      .map((pair) => pair.map(escapeTag).join('='))
      .join(','),
  };
}

/** How the agent signs in to connect. */
export type SignIn = 'person' | 'deviceCode' | 'secret' | 'token' | 'certificate';

export function signInOf(identity: ServerSite['identity']): SignIn {
  if (identity.method === 'servicePrincipal') return identity.credential ?? 'secret';
  if (identity.method === 'accessToken') return 'token';
  return identity.method === 'deviceCode' ? 'deviceCode' : 'person';
}

/** A secret that a script reads at run time. */
export interface SecretNeed {
  /** An environment variable. */
  readonly variable: string;
  /** Precedes “is missing.” */
  readonly name: string;
}

export const secretOf = (identity: ServerSite['identity']): SecretNeed | undefined =>
  ({
    secret: { variable: 'ARC_SERVICE_PRINCIPAL_SECRET', name: 'The secret of the service principal' },
    token: { variable: 'ARC_ACCESS_TOKEN', name: 'The access token' },
    person: undefined,
    deviceCode: undefined,
    certificate: undefined,
  })[signInOf(identity)];

/** Follows “Connected to Azure Arc”. */
export const connectedHow: Readonly<Record<Connection, string>> = {
  gateway: 'through the gateway',
  direct: 'directly',
  privateLink: 'through the private link scope',
};

export function routeOf(site: ServerSite): string {
  const { gateway, privateLink } = site;
  const connection = connectionOf(site);
  if (connection === 'direct') return 'directly';
  if (connection === 'gateway') return `through ${nameInId(gateway?.id ?? '')}`;
  return `through the private link scope ${nameInId(privateLink?.scopeId ?? '')}`;
}

// Since agent 1.50, commas and equals signs in names and values are escaped (release notes).
const escapeTag = (text: string): string => text.replace(/[,=]/g, '\\$&');

import { parseResourceId } from '../../../kernel/resources';
import { connectionOf, type Connection, type Identity, type ServerSite } from '../../site';
import type { Fragment } from './fragment';

/** What the Linux and the Windows script have in common, in the words of the portal's scripts. */
export interface Onboarding {
  /** Portal's name for how the person signs in: part of the failure report. */
  readonly authType: 'token' | 'principal';
  /** Value of `--tags`; empty without tags. */
  readonly tags: string;
}

/** The gateway serves Azure's public cloud only (Arc gateway article, 2026-04-01). */
export const cloud = 'AzureCloud';

/** The stable version of the API that knows associations (2026-08); a word of a script and no value. */
export const settingsApiVersion: Fragment = { text: '2025-01-13', marks: [] };

/** Where the agent is downloaded from, and where the portal's scripts report a failure to. */
export const downloadOrigin = 'https://gbl.his.arc.azure.com';

/**
 * The way to `downloadOrigin`: `private` past every proxy to the scope's private endpoint, which a proxy cannot reach;
 * `proxy` through the site's; `usual` as the server is set up.
 */
export function downloadWayOf(site: ServerSite): 'private' | 'proxy' | 'usual' {
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

/** How the agent signs in while it connects, as far as the scripts differ by it. */
export type SignIn = 'person' | 'deviceCode' | 'secret' | 'token' | 'certificate';

export function signInOf(identity: Identity): SignIn {
  if (identity.method === 'servicePrincipal') return identity.credential ?? 'secret';
  if (identity.method === 'accessToken') return 'token';
  return identity.method === 'deviceCode' ? 'deviceCode' : 'person';
}

/** What a script reads at run time and nobody else may see; undefined where there is no such thing. */
export interface SecretNeed {
  /** The environment variable that may hold it. */
  readonly variable: string;
  /** Begins with a capital letter, ends before `is missing`. */
  readonly name: string;
}

export const secretOf = (identity: Identity): SecretNeed | undefined =>
  ({
    secret: { variable: 'ARC_SERVICE_PRINCIPAL_SECRET', name: 'The secret of the service principal' },
    token: { variable: 'ARC_ACCESS_TOKEN', name: 'The access token' },
    person: undefined,
    deviceCode: undefined,
    certificate: undefined,
  })[signInOf(identity)];

/** How a script ends in words, after “Connected to Azure Arc”. */
export const connectedHow: Readonly<Record<Connection, string>> = {
  gateway: 'through the gateway',
  direct: 'directly',
  privateLink: 'through the private link scope',
};

export function routeOf(site: ServerSite): string {
  const { gateway, privateLink } = site;
  const connection = connectionOf(site);
  if (connection === 'direct') return 'directly';
  if (connection === 'gateway') return `through ${resourceName(gateway?.id ?? '')}`;
  return `through the private link scope ${resourceName(privateLink?.scopeId ?? '')}`;
}

// Since agent 1.50 a comma or an equals sign that belongs to a name or value is escaped (release notes).
const escapeTag = (text: string): string => text.replace(/[,=]/g, '\\$&');

export function resourceName(id: string): string {
  const parts = parseResourceId(id);
  return parts.ok ? parts.value.name : (id.split('/').at(-1) ?? id);
}

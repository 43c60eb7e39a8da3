import * as l10n from '@vscode/l10n';
import { fail, ok, type Result } from '../result';
import { withoutEnd } from '../scan';
import known from './data/clouds.json' with { type: 'json' };

/** For `azcmagent connect --cloud`. Only the first has Arc gateway. */
export const agentClouds = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const;
export type AgentCloud = (typeof agentClouds)[number];

export const cloudNames = [...agentClouds, 'custom'] as const;
export type CloudName = (typeof cloudNames)[number];

/** URLs have no final slash. */
export interface Cloud {
  readonly name: CloudName;
  readonly display: string;
  /** `https://management.azure.com` */
  readonly endpoint: string;
  /** `https://management.azure.com/.default` */
  readonly scope: string;
  /** `https://login.microsoftonline.com` */
  readonly authority: string;
  /** Absent for a custom cloud. */
  readonly portal?: string | undefined;
  readonly gateways: 'available' | 'absent' | 'unknown';
}

/** Such as Azure Stack Hub. */
export interface CustomCloud {
  readonly resourceManager?: unknown;
  readonly authority?: unknown;
  /** Token audience, if different from the Resource Manager URL. */
  readonly audience?: unknown;
}

const scopeOf = (audience: string): string => `${withoutEnd(audience, '/')}/.default`;

const listed = (name: AgentCloud): Cloud => {
  const { display, resourceManager: endpoint, audience, authority, portal, hasGateways } = known[name];
  const gateways = hasGateways ? 'available' : 'absent';
  return { name, display, endpoint, scope: scopeOf(audience), authority, portal, gateways };
};

export const publicCloud = listed('AzureCloud');

/** Fails only for an invalid custom cloud. */
export function cloudOf(name: CloudName, custom: CustomCloud | null = {}): Result<Cloud, string> {
  if (name !== 'custom') return ok(listed(name));
  const endpoint = address(custom?.resourceManager, 'resourceManager', 'https://management.local.azurestack.external');
  if (!endpoint.ok) return endpoint;
  const authority = address(custom?.authority, 'authority', 'https://login.local.azurestack.external');
  if (!authority.ok) return authority;
  return ok({
    name,
    display: new URL(endpoint.value).host,
    endpoint: endpoint.value,
    scope: scopeOf(textOf(custom?.audience) || endpoint.value),
    authority: authority.value,
    gateways: 'unknown',
  });
}

/** Receives tokens and secrets: only https, without user info, query or fragment. */
function address(value: unknown, field: string, example: string): Result<string, string> {
  const url = URL.parse(textOf(value));
  const isPlain = url?.protocol === 'https:' && !url.username && !url.password && !url.search && !url.hash;
  if (url && isPlain) return ok(withoutEnd(url.href, '/'));
  return fail(
    l10n.t`The setting “arcGateway.customCloud” needs a ${field} that starts with https://, for example ${example}.`,
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

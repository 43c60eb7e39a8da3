import { ArcError } from '../errors';
import { fail, ok, type Result } from '../result';
import { withoutEnd } from '../scan';
import known from './data/clouds.json' with { type: 'json' };

/** Clouds by the names that `azcmagent connect --cloud` takes. Arc gateway exists in the first alone. */
export const agentClouds = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const;
export type AgentCloud = (typeof agentClouds)[number];

export const cloudNames = [...agentClouds, 'custom'] as const;
export type CloudName = (typeof cloudNames)[number];

/** An Azure: where its Resource Manager is, and who signs people in to it. No address ends with a slash. */
export interface Cloud {
  readonly name: CloudName;
  readonly display: string;
  /** `https://management.azure.com` */
  readonly endpoint: string;
  /** Scope of the token for Resource Manager: `https://management.azure.com/.default`. */
  readonly scope: string;
  /** `https://login.microsoftonline.com` */
  readonly authority: string;
  /** Absent when the cloud is one that this product does not know. */
  readonly portal?: string | undefined;
  /** Microsoft runs the Arc gateway in its public cloud only; a cloud of somebody else's has to be asked. */
  readonly gateways: 'available' | 'absent' | 'unknown';
}

/** What a person writes about a cloud that is not on the list: Azure Stack Hub, disconnected or national ones. */
export interface CustomCloud {
  readonly resourceManager?: unknown;
  readonly authority?: unknown;
  /** What a token for Resource Manager is asked for, where that is not its address. */
  readonly audience?: unknown;
}

const scopeOf = (audience: string): string => `${withoutEnd(audience, '/')}/.default`;

const listed = (name: AgentCloud): Cloud => {
  const { display, resourceManager: endpoint, audience, authority, portal, hasGateways } = known[name];
  const gateways = hasGateways ? 'available' : 'absent';
  return { name, display, endpoint, scope: scopeOf(audience), authority, portal, gateways };
};

export const publicCloud = listed('AzureCloud');

/** What to say of anything about gateways in a cloud that has none. */
export const noGatewaysIn = ({ display }: Cloud): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    `${display} has no Arc gateway: it exists in Azure’s public cloud only. Choose the cloud in “arcGateway.cloud”.`,
  );

/** The cloud of that name; the error is a sentence that says what to put right in the description of a custom one. */
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

/** Tokens and secrets travel to this address, so it has to be one of TLS, with nothing in it that would not be seen. */
function address(value: unknown, field: string, example: string): Result<string, string> {
  const url = URL.parse(textOf(value));
  const isPlain = url?.protocol === 'https:' && !url.username && !url.password && !url.search && !url.hash;
  if (url && isPlain) return ok(withoutEnd(url.href, '/'));
  return fail(`“arcGateway.customCloud” needs a ${field} that begins with https://, such as ${example}.`);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { isFullHostName } from '../kernel/hostName';
import { present } from '../kernel/present';
import type { GatewayDetails } from '../kernel/gatewayApi';
import { type Gateway, gatewayType } from '../kernel/resources';
import { type Arm, type ArmRequest, readBody } from './arm';
import { versionsOf, withOfferedVersion } from './apiVersions';
import { gatewayWithoutId } from './errors';
import { readPages } from './paging';
import { resourcePath, subscriptionPath } from './paths';
import { commonFields, commonOf, text } from './rows';

/** Of gateways without their bypass list. */
export const [gatewayVersion = ''] = versionsOf('gateways');

export const gatewayRow = v.object({ ...commonFields, state: text, endpoint: text });

const names = v.fallback(v.optional(v.array(v.string())), undefined);
const gatewayResource = v.object({
  ...commonFields,
  properties: v.object({
    provisioningState: text,
    gatewayEndpoint: text,
    allowedFeatures: names,
    // Strict: an unreadable list must not be treated as empty and then replaced.
    gatewayBypass: v.nullish(v.array(v.string())),
  }),
});

export function gatewayOf(row: v.InferOutput<typeof gatewayRow>): Gateway | undefined {
  const common = commonOf(row);
  return (
    common && present({ kind: 'gateway', ...common, state: row.state ?? 'Unknown', endpoint: hostOf(row.endpoint) })
  );
}

export async function readGateway(arm: Arm, id: string, signal: AbortSignal): Promise<Gateway> {
  const request = readRequest(id, gatewayVersion);
  return fromResource(readBody(gatewayResource, await arm.send(request, signal), request));
}

export async function listGateways(arm: Arm, subscriptionId: string, signal: AbortSignal): Promise<readonly Gateway[]> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path: subscriptionPath(subscriptionId, 'providers', gatewayType), apiVersion: gatewayVersion },
    action: l10n.t('List the gateways of the subscription'),
    needs: l10n.t('Reader role on the subscription'),
    resource: l10n.t('Subscription'),
  };
  return (await readPages(arm, request, gatewayResource, signal)).map(fromResource);
}

/** Without `bypass` where Azure offers no version that has it. */
export async function readGatewayDetails(arm: Arm, id: string, signal: AbortSignal): Promise<GatewayDetails> {
  const withBypass = versionsOf('gatewayBypass');
  return withOfferedVersion([...withBypass, gatewayVersion], async (apiVersion) => {
    const request = readRequest(id, apiVersion);
    const resource = readBody(gatewayResource, await arm.send(request, signal), request);
    return {
      gateway: fromResource(resource),
      allowedFeatures: resource.properties.allowedFeatures ?? [],
      ...(withBypass.includes(apiVersion) && { bypass: resource.properties.gatewayBypass ?? [] }),
    };
  });
}

function readRequest(id: string, apiVersion: string): ArmRequest {
  const { path, name } = resourcePath(id, gatewayType);
  return {
    method: 'GET',
    to: { path, apiVersion },
    action: l10n.t`Read gateway ${name}`,
    needs: l10n.t('Reader role on the gateway'),
    resource: l10n.t`Gateway ${name}`,
  };
}

function fromResource({ properties, ...resource }: v.InferOutput<typeof gatewayResource>): Gateway {
  const gateway = gatewayOf({
    ...resource,
    state: properties.provisioningState,
    endpoint: properties.gatewayEndpoint,
  });
  if (!gateway) throw gatewayWithoutId();
  return gateway;
}

/** With or without a scheme. While deleting a gateway, Azure reports the domain shared by all gateways. */
function hostOf(endpoint: string | undefined): string | undefined {
  const host = endpoint
    ?.replace(/^https?:\/\//i, '')
    .replace(/[/:].*$/s, '')
    .toLowerCase();
  return host !== undefined && isFullHostName(host) && host !== 'gw.arc.azure.com' ? host : undefined;
}

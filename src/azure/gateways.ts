import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { isFullHostName } from '../kernel/hostName';
import { present } from '../kernel/present';
import { isArcError } from '../kernel/errors';
import type { GatewayDetails } from '../kernel/gatewayApi';
import { type Gateway, gatewayType } from '../kernel/resources';
import { type Arm, type ArmRequest, readBody } from './arm';
import { gatewayWithoutId } from './errors';
import { readPages } from './paging';
import { resourcePath, subscriptionPath } from './paths';
import { commonFields, commonOf, text } from './rows';

export const stableVersion = '2025-01-13';
/** First version with `gatewayBypass`. */
export const bypassVersion = '2026-06-16-preview';

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
  const request = readRequest(id, stableVersion);
  return fromResource(readBody(gatewayResource, await arm.send(request, signal), request));
}

export async function listGateways(arm: Arm, subscriptionId: string, signal: AbortSignal): Promise<readonly Gateway[]> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path: subscriptionPath(subscriptionId, 'providers', gatewayType), apiVersion: stableVersion },
    action: l10n.t('List the gateways of the subscription'),
    needs: l10n.t('Reader role on the subscription'),
    resource: l10n.t('Subscription'),
  };
  return (await readPages(arm, request, gatewayResource, signal)).map(fromResource);
}

/** Falls back from the preview to the stable version, which lacks the bypass list. */
export async function readGatewayDetails(arm: Arm, id: string, signal: AbortSignal): Promise<GatewayDetails> {
  try {
    const request = readRequest(id, bypassVersion);
    const resource = readBody(gatewayResource, await arm.send(request, signal), request);
    return { ...detailsOf(resource), bypass: resource.properties.gatewayBypass ?? [] };
  } catch (thrown) {
    if (!isArcError(thrown) || thrown.code !== 'Unsupported') throw thrown;
    const request = readRequest(id, stableVersion);
    return detailsOf(readBody(gatewayResource, await arm.send(request, signal), request));
  }
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

const detailsOf = (resource: v.InferOutput<typeof gatewayResource>): GatewayDetails => ({
  gateway: fromResource(resource),
  allowedFeatures: resource.properties.allowedFeatures ?? [],
});

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

import * as v from 'valibot';
import { ArcError, isArcError } from '../kernel/errors';
import type { GatewayDetails } from '../kernel/gatewayApi';
import { type Gateway, gatewayType } from '../kernel/resources';
import { type Arm, type ArmRequest, readBody } from './arm';
import { readPages } from './paging';
import { resourcePath, subscriptionPath } from './paths';
import { commonFields, commonOf, text } from './rows';

/** The newest stable version with gateways. */
export const stableVersion = '2025-01-13';
/** The first version with `gatewayBypass`. */
export const bypassVersion = '2026-06-16-preview';

/** A gateway with its properties beside its name, as Resource Graph projects it. */
export const gatewayRow = v.object({ ...commonFields, state: text, endpoint: text });

const names = v.fallback(v.optional(v.array(v.string())), undefined);
const gatewayResource = v.object({
  ...commonFields,
  properties: v.object({
    provisioningState: text,
    gatewayEndpoint: text,
    allowedFeatures: names,
    // Strict where the rest is lenient: what cannot be read must not be taken for an empty list and then replaced.
    gatewayBypass: v.nullish(v.array(v.string())),
  }),
});

export function gatewayOf(row: v.InferOutput<typeof gatewayRow>): Gateway | undefined {
  const common = commonOf(row);
  return common && { kind: 'gateway', ...common, state: row.state ?? 'Unknown', endpoint: hostOf(row.endpoint) };
}

/** One gateway as ARM has it now. */
export async function readGateway(arm: Arm, id: string, signal: AbortSignal): Promise<Gateway> {
  const request = readRequest(id, stableVersion);
  return fromResource(readBody(gatewayResource, await arm.send(request, signal), request));
}

/** The gateways of one subscription, from ARM. */
export async function listGateways(arm: Arm, subscriptionId: string, signal: AbortSignal): Promise<readonly Gateway[]> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path: subscriptionPath(subscriptionId, 'providers', gatewayType), apiVersion: stableVersion },
    action: 'list the gateways of the subscription',
    needs: 'the role Reader on the subscription',
    resource: 'The subscription',
  };
  return (await readPages(arm, request, gatewayResource, signal)).map(fromResource);
}

/** A gateway by the preview version that knows bypass lists; by the stable one, without a list, where that is refused. */
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
    action: `read the gateway ${name}`,
    needs: 'the role Reader on the gateway',
    resource: `The gateway ${name}`,
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
  if (!gateway) throw new ArcError({ code: 'Bug' }, 'Azure names a gateway by an id that cannot be read.');
  return gateway;
}

/**
 * The host of an endpoint, which comes with or without a scheme. While a gateway is being deleted Azure gives the
 * domain of all gateways instead of a host in it, and that is no endpoint of anyone.
 */
function hostOf(endpoint: string | undefined): string | undefined {
  const host = endpoint
    ?.replace(/^https?:\/\//i, '')
    .replace(/[/:].*$/s, '')
    .toLowerCase();
  const isHost = host !== undefined && /^(?:[a-z0-9-]+\.)+[a-z0-9-]+$/.test(host) && host !== 'gw.arc.azure.com';
  return isHost ? host : undefined;
}

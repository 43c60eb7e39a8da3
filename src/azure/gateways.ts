import * as v from 'valibot';
import { ArcError, type Gateway, gatewayType } from '../core';
import { type Arm, type ArmRequest, readBody } from './arm';
import { resourcePath } from './paths';
import { commonFields, commonOf, text } from './rows';

/** A gateway with its properties beside its name, as Resource Graph projects it. */
export const gatewayRow = v.object({ ...commonFields, state: text, endpoint: text });

const gatewayResource = v.object({
  ...commonFields,
  properties: v.object({ provisioningState: text, gatewayEndpoint: text }),
});

export function gatewayOf(row: v.InferOutput<typeof gatewayRow>): Gateway | undefined {
  const common = commonOf(row);
  return common && { kind: 'gateway', ...common, state: row.state ?? 'Unknown', endpoint: hostOf(row.endpoint) };
}

/** One gateway as ARM has it now. */
export async function readGateway(arm: Arm, id: string, signal: AbortSignal): Promise<Gateway> {
  const { path, name } = resourcePath(id, gatewayType);
  const request: ArmRequest = {
    method: 'GET',
    // The newest stable version with gateways.
    to: { path, apiVersion: '2025-01-13' },
    action: `read the gateway ${name}`,
    needs: 'the role Reader on the gateway',
    resource: `The gateway ${name}`,
  };
  const { properties, ...resource } = readBody(gatewayResource, await arm.send(request, signal), request);
  const gateway = gatewayOf({
    ...resource,
    state: properties.provisioningState,
    endpoint: properties.gatewayEndpoint,
  });
  if (!gateway) throw new ArcError({ code: 'Bug' }, `Azure names the gateway ${name} by an id that cannot be read.`);
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

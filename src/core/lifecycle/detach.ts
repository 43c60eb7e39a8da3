import type { Associable, Gateway } from '../resources';
import { fail, ok, type Result } from '../result';
import { directClusterEndpoints } from '../network/clusterEndpoints';
import { directServerEndpoints } from '../network/endpoints';
import { addressOf } from '../network/address';

/** What detaching one resource from its gateway means, before anything is done. */
export interface DetachPlan {
  /** What changes in Azure, in order, each a sentence. */
  readonly changes: readonly string[];
  /** Hosts that must be reachable from the resource without the gateway, `host` or `host:port` when not 443. */
  readonly mustBeOpen: readonly string[];
  /** What has to run on the machine itself; absent where nothing has to. */
  readonly onMachine?: { readonly shell: 'bash' | 'powershell'; readonly command: string };
}

const setDirect = 'azcmagent config set connection.type direct';

/**
 * Says what a detach would do, or why it cannot be done. Sources: the servers and Kubernetes pages on Arc gateway and
 * the Azure Local page on deployment with Arc gateway, 2026-08.
 */
export function detachPlan(resource: Associable, gateway: Pick<Gateway, 'name'>): Result<DetachPlan, string> {
  const refusal = refusalFor(resource);
  if (refusal !== undefined) return fail(refusal);
  const clear = `The association of ${resource.name} with ${gateway.name} is cleared.`;
  if (resource.kind === 'cluster') {
    return ok({
      changes: [`${resource.name} is told to stop using a gateway.`, clear],
      mustBeOpen: openFor(resource),
    });
  }
  return ok({
    changes: [clear],
    mustBeOpen: openFor(resource),
    onMachine:
      resource.os === 'windows'
        ? { shell: 'powershell', command: setDirect }
        : { shell: 'bash', command: `sudo ${setDirect}` },
  });
}

function refusalFor(resource: Associable): string | undefined {
  if (resource.kind === 'machine' && resource.azureLocalId !== undefined) {
    return `${resource.name} is a node of an Azure Local instance. Azure Local uses the gateway it was deployed with: a direct connection is not supported there, and a gateway cannot be added back afterwards.`;
  }
  if (resource.kind === 'cluster' && resource.isProvisioned) {
    return `${resource.name} is managed by Azure Local. Its gateway is changed with “az aksarc update --disable-gateway”, not here.`;
  }
  return undefined;
}

function openFor(resource: Associable): readonly string[] {
  const { location: region } = resource;
  const endpoints =
    resource.kind === 'cluster'
      ? directClusterEndpoints(region)
      : directServerEndpoints({ systems: resource.os ? [resource.os] : ['linux', 'windows'], region });
  return [...new Set(endpoints.filter(({ when }) => when === 'always').map(addressOf))];
}

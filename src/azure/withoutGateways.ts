import { type Cloud, noGatewaysIn } from '../kernel/knowledge/clouds';
import type { ArcApi, InventoryReading } from '../kernel/ports';

/**
 * The same Azure where Microsoft runs no Arc gateway: nothing is asked that can only fail, and a change says why it
 * cannot be.
 */
export function withoutGateways(api: ArcApi, cloud: Cloud): ArcApi {
  const unsupported = (): Promise<never> => Promise.reject(noGatewaysIn(cloud));
  return {
    ...api,
    inventory: async (subscriptionIds, signal, onProgress) =>
      gatewayless(await api.inventory(subscriptionIds, signal, (soFar) => onProgress?.(gatewayless(soFar)))),
    gateway: unsupported,
    association: async () => undefined,
    associate: unsupported,
    setClusterGateway: unsupported,
    gateways: {
      list: unsupported,
      details: unsupported,
      provider: unsupported,
      registerProvider: unsupported,
      resourceGroups: unsupported,
      createResourceGroup: unsupported,
      create: unsupported,
      delete: unsupported,
      follow: unsupported,
      setBypass: unsupported,
    },
  };
}

const gatewayless = (reading: InventoryReading): InventoryReading => ({ ...reading, gateways: { items: [] } });

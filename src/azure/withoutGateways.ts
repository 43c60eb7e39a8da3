import type { Cloud } from '../kernel/knowledge/clouds';
import { noGatewaysIn } from '../kernel/knowledge/errors';
import type { ArcApi, InventoryReading } from '../kernel/ports';

/** Reads skip requests that can only fail; changes throw `Unsupported`. */
export function withoutGateways(api: ArcApi, cloud: Cloud): ArcApi {
  const unsupported = (): Promise<never> => Promise.reject(noGatewaysIn(cloud));
  return {
    ...api,
    inventory: async (subscriptionIds, signal, onProgress) =>
      removeGateways(await api.inventory(subscriptionIds, signal, (soFar) => onProgress?.(removeGateways(soFar)))),
    gateway: unsupported,
    association: async () => undefined,
    associate: unsupported,
    setClusterGateway: unsupported,
    gateways: {
      list: unsupported,
      details: unsupported,
      provider: unsupported,
      resourceGroups: unsupported,
      createResourceGroup: unsupported,
      create: unsupported,
      delete: unsupported,
      follow: unsupported,
      setBypass: unsupported,
    },
  };
}

const removeGateways = (reading: InventoryReading): InventoryReading => ({ ...reading, gateways: { items: [] } });

import { ArcError, type ArcApi, type Cloud, type InventoryReading } from '../core';

/**
 * The same Azure where Microsoft runs no Arc gateway: nothing is asked that can only fail, and a change says why it
 * cannot be.
 */
export function withoutGateways(api: ArcApi, { display }: Cloud): ArcApi {
  const unsupported = (): Promise<never> =>
    Promise.reject(
      new ArcError(
        { code: 'Unsupported' },
        `${display} has no Arc gateway: it exists in Azure’s public cloud only. Choose the cloud in “arcGateway.cloud”.`,
      ),
    );
  return {
    ...api,
    inventory: async (subscriptionIds, signal, onProgress) =>
      gatewayless(await api.inventory(subscriptionIds, signal, (soFar) => onProgress?.(gatewayless(soFar)))),
    gateway: unsupported,
    association: async () => undefined,
    associate: unsupported,
    setClusterGateway: unsupported,
  };
}

const gatewayless = (reading: InventoryReading): InventoryReading => ({ ...reading, gateways: { items: [] } });

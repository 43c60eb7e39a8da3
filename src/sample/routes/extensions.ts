import { linuxExtensions, windowsExtensions } from '../data/extensions';
import { notFound, ok, valueAt } from '../http';
import type { Route } from '../router';
import type { StoredResource } from '../store';

const path =
  '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.HybridCompute/machines/{machine}';

export const extensionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${path}/extensions`,
    handle: (call) => {
      const machine = call.store.get(call.path.replace(/\/extensions\/?$/i, ''));
      return machine ? ok({ value: extensionsOf(machine) }) : notFound(call.path);
    },
  },
];

const extensionsOf = (machine: StoredResource) =>
  (valueAt(machine, 'properties.osType') === 'windows' ? windowsExtensions : linuxExtensions).map((extension) => ({
    id: `${machine.id}/extensions/${extension.name}`,
    name: extension.name,
    type: 'Microsoft.HybridCompute/machines/extensions',
    location: machine.location,
    properties: {
      publisher: extension.publisher,
      type: extension.name,
      typeHandlerVersion: extension.version,
      autoUpgradeMinorVersion: false,
      enableAutomaticUpgrade: true,
      settings: {},
      provisioningState: 'Succeeded',
      instanceView: {
        name: extension.name,
        type: extension.name,
        typeHandlerVersion: extension.version,
        status: { code: '0', level: 'Info', message: 'Extension Message: OK' },
      },
    },
  }));

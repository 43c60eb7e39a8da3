import { branches, production } from './ids';
import type { MachineRow } from './machineResource';

export function extraMachine(index: number): MachineRow {
  const isBranch = index % 3 === 0;
  return {
    name: `fleet-${String(index + 1).padStart(5, '0')}`,
    subscription: isBranch ? branches : production,
    group: isBranch ? 'rg-stores' : 'rg-app-prod',
    location: isBranch ? 'northeurope' : 'westeurope',
    os: index % 2 === 0 ? 'ubuntu24' : 'windows2022',
    agent: '1.67',
    ...(index % 10 === 9 && { status: 'Disconnected' as const }),
    ...(index % 4 !== 0 && { gateway: isBranch ? ('branches' as const) : ('hub' as const) }),
    tags: { env: 'production', fleet: String(index % 7) },
  };
}

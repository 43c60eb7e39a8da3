import type { ConnectionType } from '../../kernel/inventory';
import type { RemoteSession } from '../../kernel/ports';
import { operatingSystemUnknown } from './errors';
import type { LocatedMachine } from './kinds/kind';
import { kindOf } from './kinds/registry';
import type { AgentConnectionSettings } from './machine/connectionSettings';
import { readConnectionType, setConnectionType } from './machine/remoteAgent';
import type { PlannedItem } from './planAssociation';

/** Each call throws `ArcError`. */
export interface Agents {
  readConnectionType(machine: PlannedItem['resource'], signal: AbortSignal): Promise<AgentConnectionSettings>;
  /** Resolves once the agent confirms the setting. */
  setConnectionType(machine: PlannedItem['resource'], to: ConnectionType, signal: AbortSignal): Promise<void>;
}

export const agentsOver = (session: RemoteSession): Agents => ({
  readConnectionType: (resource, signal) => readConnectionType(session, machineRef(resource), signal),
  setConnectionType: (resource, to, signal) => setConnectionType(session, machineRef(resource), to, signal),
});

/** Throws `Unsupported` for an unknown operating system. */
export function machineRef(resource: PlannedItem['resource']): LocatedMachine {
  const machine = kindOf(resource).agentMachine?.(resource);
  if (machine) return machine;
  throw operatingSystemUnknown(resource.name);
}

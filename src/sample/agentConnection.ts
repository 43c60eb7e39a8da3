import type { ConnectionType } from '../kernel/inventory';
import { resourceKey } from '../kernel/resources';
import { valueAt } from './http';
import type { Store, StoredResource } from './store';
import { lookUp } from '../kernel/lookUp';

/** Agent settings and blocked hosts of some machines, invisible in Azure. */
const exceptions: Readonly<Record<string, { readonly type?: ConnectionType; readonly closed?: RegExp }>> = {
  // Set by hand, so the association in Azure has no effect.
  'web-muc-02': { type: 'direct' },
  // The firewall list is of 2024, without the regional sign-in host.
  'app-muc-01': { closed: /\.login\.microsoft\.com$/ },
};

// Invisible in Azure.
const settings = new WeakMap<Store, Map<string, ConnectionType>>();

export const connectionTypeOf = (store: Store, { id, name }: StoredResource): ConnectionType =>
  settings.get(store)?.get(resourceKey(id)) ?? lookUp(exceptions, name)?.type ?? 'default';

function setConnectionType(store: Store, { id }: StoredResource, type: ConnectionType): void {
  const known = settings.get(store) ?? new Map<string, ConnectionType>();
  settings.set(store, known.set(resourceKey(id), type));
}

export const closedOn = (machine: StoredResource): RegExp => lookUp(exceptions, machine.name)?.closed ?? /^$/;

export const proxyOf = (machine: StoredResource): unknown =>
  valueAt(machine, 'properties.agentConfiguration.proxyUrl') ?? '';

/** The product's own script that reads or sets the connection type. */
export const isConnectionTypeScript = (script: string): boolean => /^.*\bconnection\.type=/m.test(script);

/** Runs the script, and prints what the agent prints. */
export function connectionTypeOutput(store: Store, machine: StoredResource, script: string): string {
  const to = /config'?,? '?set'?,? '?connection\.type'?,? '?(direct|gateway)/.exec(script)?.[1];
  if (to === 'direct' || to === 'gateway') setConnectionType(store, machine, to);
  if (/config'?,? '?clear'?,? '?connection\.type/.test(script)) setConnectionType(store, machine, 'default');
  return `connection.type=${connectionTypeOf(store, machine)}\nproxy.url=${String(proxyOf(machine))}\n`;
}

import type { ConnectionType } from '../kernel/inventory';
import { resourceKey } from '../kernel/resources';
import { valueAt } from './http';
import type { Store, StoredResource } from './store';
import { lookUp } from '../kernel/lookUp';

/** What is set or closed on some machines of the tenant, and only they themselves can tell. */
const peculiar: Readonly<Record<string, { readonly type?: ConnectionType; readonly closed?: RegExp }>> = {
  // Somebody set it by hand, and the association in Azure has no effect.
  'web-muc-02': { type: 'direct' },
  // The firewall has the list of 2024, without the regional sign-in host.
  'app-muc-01': { closed: /\.login\.microsoft\.com$/ },
};

// Settings of the agents' own, which no resource in Azure shows.
const settings = new WeakMap<Store, Map<string, ConnectionType>>();

export const connectionTypeOf = (store: Store, { id, name }: StoredResource): ConnectionType =>
  settings.get(store)?.get(resourceKey(id)) ?? lookUp(peculiar, name)?.type ?? 'default';

function setConnectionType(store: Store, { id }: StoredResource, type: ConnectionType): void {
  const known = settings.get(store) ?? new Map<string, ConnectionType>();
  settings.set(store, known.set(resourceKey(id), type));
}

export const closedOn = (machine: StoredResource): RegExp => lookUp(peculiar, machine.name)?.closed ?? /^$/;

export const proxyOf = (machine: StoredResource): unknown =>
  valueAt(machine, 'properties.agentConfiguration.proxyUrl') ?? '';

/** Whether a script is the product's own that asks an agent for its way, or sets it. */
export const asksForWay = (script: string): boolean => /^.*\bconnection\.type=/m.test(script);

/** Does what the script says, and what the agent says then. */
export function wayOutput(store: Store, machine: StoredResource, script: string): string {
  const to = /config'?,? '?set'?,? '?connection\.type'?,? '?(direct|gateway)/.exec(script)?.[1];
  if (to === 'direct' || to === 'gateway') setConnectionType(store, machine, to);
  if (/config'?,? '?clear'?,? '?connection\.type/.test(script)) setConnectionType(store, machine, 'default');
  return `connection.type=${connectionTypeOf(store, machine)}\nproxy.url=${String(proxyOf(machine))}\n`;
}

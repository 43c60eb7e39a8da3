import { serviceName, type ServiceRole } from '../kernel/knowledge/agentServices';
import { resourceKey, type OperatingSystem } from '../kernel/resources';
import { valueAt } from './http';
import type { Store, StoredResource } from './store';

const roles: readonly ServiceRole[] = ['agent', 'arcProxy', 'extensions', 'guestConfiguration'];

/** Machines whose Arc proxy does not run, invisible in Azure. */
const withoutArcProxy: readonly string[] = ['store-oslo-02', 'store-dub-01'];

// Invisible in Azure.
const started = new WeakMap<Store, Set<string>>();

const systemOf = (machine: StoredResource): OperatingSystem =>
  valueAt(machine, 'properties.osType') === 'windows' ? 'windows' : 'linux';

const words: Readonly<Record<OperatingSystem, readonly [running: string, stopped: string]>> = {
  linux: ['active', 'inactive'],
  windows: ['running', 'stopped'],
};

/** As agents 1.58 (Linux) and 1.64 (Windows) print them. */
export function servicesOf(store: Store, machine: StoredResource): readonly { name: string; status: string }[] {
  const os = systemOf(machine);
  const [running, stopped] = words[os];
  return roles.map((role) => ({
    name: serviceName(role, os),
    status: role === 'arcProxy' && !runsArcProxy(store, machine) ? stopped : running,
  }));
}

const runsArcProxy = (store: Store, { id, name }: StoredResource): boolean =>
  !withoutArcProxy.includes(name) || (started.get(store)?.has(resourceKey(id)) ?? false);

const action = /^ {0,8}(?:systemctl '(?:start|restart)'|(?:Start|Restart)-Service -Name) '(\w+)'/m;

/** The product’s own script that starts or restarts a service. */
export const isServiceScript = (script: string): boolean => action.test(script);

/** Runs the script, and prints what it prints. */
export function serviceOutput(store: Store, machine: StoredResource, script: string): string {
  const os = systemOf(machine);
  if (action.exec(script)?.[1] === serviceName('arcProxy', os)) {
    const known = started.get(store) ?? new Set<string>();
    started.set(store, known.add(resourceKey(machine.id)));
  }
  return `service=${os === 'windows' ? 'Running' : 'active'}\n`;
}

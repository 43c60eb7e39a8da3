import type { OperatingSystem } from '../resources';
import data from './data/agentServices.json';
import { lookUp } from '../lookUp';

/** What a service of the agent is for: the agent itself, the Arc proxy, extensions, machine configuration. */
export type ServiceRole = 'agent' | 'arcProxy' | 'extensions' | 'guestConfiguration';

const rows: readonly (Readonly<Record<OperatingSystem, string>> & { readonly role: string })[] = data.services;
const systems: readonly OperatingSystem[] = ['linux', 'windows'];
const systemNames: Readonly<Record<OperatingSystem, string>> = { linux: 'Linux', windows: 'Windows' };

/** The words for a running service, and for every other state that is known of it. */
export const runningWord = (os: OperatingSystem): string => data.states[os].running;

/** Whether a service runs, from its system's own word; undefined for a word that this system is not known to have. */
export function isRunning(os: OperatingSystem, state: string): boolean | undefined {
  const word = state.trim().toLowerCase();
  const { running, others } = data.states[os];
  if (word === running) return true;
  return others.includes(word) ? false : undefined;
}

/** A service as `azcmagent show` names it, with the system that names it so. */
export interface ShownService {
  readonly name: string;
  readonly state: string;
  readonly os: OperatingSystem;
}

/** What was shown of one service, by any of its names; more than one is a contradiction. */
export function shownServices(services: ReadonlyMap<string, string>, role: ServiceRole): readonly ShownService[] {
  const row = rows.find((each) => each.role === role);
  return systems.flatMap((os) => {
    const name = row?.[os] ?? '';
    const state = services.get(name);
    return state === undefined ? [] : [{ name, state, os }];
  });
}

/** The system that the names of the services belong to; undefined for none, or for both. */
export function systemOf(services: ReadonlyMap<string, string>): OperatingSystem | undefined {
  const [first, ...others] = systems.filter((os) => rows.some((row) => services.has(row[os])));
  return others.length === 0 ? first : undefined;
}

/** The system of the services that a text in lower case names as `azcmagent show` does, `(himdsd)`. */
export function systemIn(lower: string): OperatingSystem | undefined {
  const named = rows.flatMap((row) => systems.map((os) => row[os])).filter((name) => lower.includes(`(${name})`));
  return systemOf(new Map(named.map((name) => [name, ''])));
}

/**
 * Puts the names of services into a text: `{service:arcProxy}` is its name, `{start:arcProxy}`, `{restart:agent}` and
 * `{status:agent}` are commands. Where the system is not known, both are named.
 */
export const withServices = (text: string, os: OperatingSystem | undefined): string =>
  text.replace(/\{(service|start|restart|status):(\w{1,30})\}/g, (_, verb: string, role: string) => {
    const named = (system: OperatingSystem): string => {
      const name = rows.find((row) => row.role === role)?.[system] ?? role;
      return [lookUp<string>(data.verbs[system], verb), name].filter(Boolean).join(' ');
    };
    return os === undefined ? systems.map((each) => `${named(each)} on ${systemNames[each]}`).join(' or ') : named(os);
  });

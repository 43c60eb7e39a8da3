import * as l10n from '@vscode/l10n';
import type { OperatingSystem } from '../resources';
import data from './data/agentServices.json';
import { lookUp } from '../lookUp';
import { alternatives } from '../text/phrases';

export type ServiceRole = 'agent' | 'arcProxy' | 'extensions' | 'guestConfiguration';

const rows: readonly (Readonly<Record<OperatingSystem, string>> & { readonly role: string })[] = data.services;
const systems: readonly OperatingSystem[] = ['linux', 'windows'];
const systemNames: Readonly<Record<OperatingSystem, string>> = { linux: 'Linux', windows: 'Windows' };

export const serviceName = (role: ServiceRole, os: OperatingSystem): string =>
  rows.find((row) => row.role === role)?.[os] ?? role;

export const arcProxyPort = data.arcProxy.port;

export const arcProxyAddress = `localhost:${arcProxyPort}`;
export const arcProxyUrl = `http://${arcProxyAddress}`;

export const runningWord = (os: OperatingSystem): string => data.states[os].running;

/** Undefined for an unknown state. */
export function isRunning(os: OperatingSystem, state: string): boolean | undefined {
  const word = state.trim().toLowerCase();
  const { running, others } = data.states[os];
  if (word === running) return true;
  return others.includes(word) ? false : undefined;
}

/** From `azcmagent show`. */
export interface ShownService {
  readonly name: string;
  readonly state: string;
  readonly os: OperatingSystem;
}

/** More than one is a contradiction. */
export function shownServices(services: ReadonlyMap<string, string>, role: ServiceRole): readonly ShownService[] {
  const row = rows.find((each) => each.role === role);
  return systems.flatMap((os) => {
    const name = row?.[os] ?? '';
    const state = services.get(name);
    return state === undefined ? [] : [{ name, state, os }];
  });
}

/** Undefined for neither or both. */
export function systemOf(services: ReadonlyMap<string, string>): OperatingSystem | undefined {
  const [first, ...others] = systems.filter((os) => rows.some((row) => services.has(row[os])));
  return others.length === 0 ? first : undefined;
}

/** From lower-case output of `azcmagent show`: `(himdsd)`. */
export function systemIn(lower: string): OperatingSystem | undefined {
  const named = rows.flatMap((row) => systems.map((os) => row[os])).filter((name) => lower.includes(`(${name})`));
  return systemOf(new Map(named.map((name) => [name, ''])));
}

/**
 * Fills in `{service:arcProxy}`, `{start:arcProxy}`, `{restart:agent}`, `{status:agent}`; without `os`, for both
 * systems.
 */
export const withServices = (text: string, os: OperatingSystem | undefined, language?: 'en'): string =>
  text.replace(/\{(service|start|restart|status):(\w{1,30})\}/g, (_, verb: string, role: string) => {
    const named = (system: OperatingSystem): string => {
      const name = serviceName(role as ServiceRole, system);
      return [lookUp<string>(data.verbs[system], verb), name].filter(Boolean).join(' ');
    };
    return os === undefined
      ? language === 'en'
        ? alternatives(
            systems.map((each) => `${named(each)} on ${systemNames[each]}`),
            language,
          )
        : alternatives(systems.map((each) => l10n.t`${named(each)} on ${systemNames[each]}`))
      : named(os);
  });

import type { OperatingSystem } from '../../kernel/resources';
import { textList } from './lists';
import { object, oneOf, optionalText, type Reader, report } from './reader';
import { checkSshHost } from './sshHost';
import type { Servers } from './site';
import { reportUnknownKey } from './unknownKey';

const systems: readonly OperatingSystem[] = ['linux', 'windows'];

const readSystems: Reader<readonly OperatingSystem[]> = (value, place) => {
  const missing = 'Choose at least one operating system: linux, windows.';
  if (value === undefined) return report(place, missing, 'missing');
  if (!Array.isArray(value)) return report(place, 'Write the operating systems as a list: ["linux", "windows"].');
  const items: readonly unknown[] = value;
  if (items.length === 0) return report(place, missing, 'missing');
  if (!items.every((item) => systems.some((system) => system === item))) {
    return report(place, 'Only linux and windows can be onboarded here.');
  }
  if (new Set(items).size < items.length) return report(place, 'Name each operating system once.', 'repeated');
  return systems.filter((system) => items.includes(system));
};

/** More than Azure Resource Graph or any network of ours holds; a number beyond it is a slip. */
const mostServers = 1_000_000;

const readCount: Reader<number> = (value, place) => {
  if (value === undefined) return undefined;
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostServers;
  return isCount ? value : report(place, 'Write how many servers there are, as a whole number from 1 to 1000000.');
};

const checkVersion = (version: string): string | undefined =>
  /^\d{1,3}\.\d{1,5}(\.\d{1,6}){0,2}$/.test(version)
    ? undefined
    : 'Write the oldest agent’s version as azcmagent show names it: 1.66, or 1.66.03455.2947.';

const checkMachine = (name: string): string | undefined =>
  /^[a-z0-9_.-]{1,54}$/i.test(name)
    ? undefined
    : 'A machine’s name in Azure has at most 54 letters, digits, hyphens, underscores and periods.';

export const readServers: Reader<Servers> = object<Servers>(
  {
    os: readSystems,
    state: oneOf(['new', 'connected'], 'Say whether the servers are new or connected already: new, connected.'),
    agentVersion: optionalText({ check: checkVersion }),
    count: readCount,
    machines: textList({ empty: 'Write a machine’s name, or remove the line.', check: checkMachine }),
    sshHost: optionalText({ check: checkSshHost }),
  },
  reportUnknownKey,
);

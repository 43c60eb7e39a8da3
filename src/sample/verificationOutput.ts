import { endpointsFor } from '../planning/network';
import { sectionText } from '../verification/engine';
import { closedOn, connectionTypeOf, proxyOf } from './agentConnection';
import { azcmagentShow } from './azcmagentShow';
import { valueAt } from './http';
import type { Store, StoredResource } from './store';

/** The product's own script that verifies a machine. */
export const isVerification = (script: string): boolean => /section (?:config|'config')/i.test(script);

/** Sections as the machine's agent version prints them. */
export function verificationOutput(store: Store, machine: StoredResource, now: number): string {
  const shown = JSON.parse(azcmagentShow(store, machine, now)) as Record<string, unknown>;
  const type = connectionTypeOf(store, machine);
  const isTurned = shown.gatewayUrl !== '' && type !== 'direct' && !isOld(machine);
  if (!isTurned) Object.assign(shown, { httpsProxy: proxyOf(machine), upstreamProxy: '', gatewayUrl: '' });
  if (isOld(machine)) delete shown.gatewayUrl;
  return [
    sectionText('config', 0, type),
    sectionText('show', 0, JSON.stringify(shown, undefined, 1)),
    sectionText('check', 0, checkTable(machine, isTurned, closedOn(machine))),
  ].join('');
}

/** Before 1.46 no gateway is shown, and before 1.51 none is used by default. */
const isOld = (machine: StoredResource): boolean =>
  /^1\.(?:4\d|50)\./.test(String(valueAt(machine, 'properties.agentVersion')));

function checkTable(machine: StoredResource, isTurned: boolean, closed: RegExp): string {
  const os = valueAt(machine, 'properties.osType') === 'windows' ? 'windows' : 'linux';
  const endpoints = endpointsFor({
    mode: isTurned ? 'gateway' : 'direct',
    systems: [os],
    region: machine.location,
    scenarios: [],
  });
  const hosts = endpoints
    .filter(({ host, isAlwaysNeeded }) => isAlwaysNeeded && !/[*<]/.test(host))
    .map(({ host }) => host);
  const proxy = isTurned || proxyOf(machine) !== '' ? 'set' : 'not used';
  const rows = [...new Set(hosts)].map((host) => {
    const isPrivate = proxy === 'set' ? 'unknown' : 'false';
    const answers = closed.test(host) ? ['false', 'unknown', 'unknown'] : ['true', isPrivate, 'TLS 1.3'];
    return ['Azure Arc agent', `https://${host}`, ...answers, proxy].join(' |');
  });
  return ['Use Case |Endpoint |Reachable |Private |TLS |Proxy', ...rows].join('\n');
}

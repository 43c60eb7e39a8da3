import { featureSince } from '../../kernel/knowledge/agentFeature';
import { isAgentVersion, isOlderAgent } from '../../kernel/knowledge/agentVersion';
import {
  arcProxyUrl as arcProxy,
  isRunning,
  runningWord,
  type ShownService,
  shownServices,
} from '../../kernel/knowledge/agentServices';
import { redact } from '../../kernel/redact';
import type { CheckVerdict, CheckVerdicts } from './checkResult';
import type { Evidence } from './evidence';
import type { Expectations } from './expectations';
import { equal, isSame, isSameUrl, formatValue, skipped, unknown } from './verdicts';

const switchesAutomatically = featureSince('automaticGateway').since;
const showsUrl = featureSince('showsGateway').since;
const unknownConnection = 'not known here: the association could not be read';

export function gatewayChecks(expectations: Expectations, evidence: Evidence): CheckVerdicts {
  const { shown } = evidence;
  return [
    ['gateway.connectionType', connectionType(expectations, evidence)],
    ['gateway.arcProxy', arcProxyService(expectations, shownServices(shown.services, 'arcProxy'))],
    ['gateway.localProxy', localProxy(expectations, withoutSecret(shown.httpsProxy))],
    ['gateway.upstreamProxy', upstreamProxy(expectations, withoutSecret(shown.upstreamProxy))],
    ['gateway.url', gatewayUrl(expectations, evidence)],
  ];
}

const withoutSecret = (url: string | undefined): string | undefined => (url === undefined ? undefined : redact(url));

function connectionType({ connection }: Expectations, { connectionType: type, shown }: Evidence): CheckVerdict {
  if (connection === undefined) return skipped(unknownConnection, type);
  if (connection !== 'gateway') return unlessGateway(type);
  const version = isAgentVersion(shown.agentVersion ?? '') ? shown.agentVersion : undefined;
  const isOld = version !== undefined && isOlderAgent(version, switchesAutomatically);
  const expected = isOld ? 'gateway' : `gateway, or default from agent ${switchesAutomatically}`;
  if (type === undefined) return unknown(expected);
  if (type === 'gateway') return { outcome: 'passed', expected, observed: type };
  if (type !== 'default' && type !== 'direct') return unknown(expected, formatValue(type));
  if (type === 'direct' || isOld) return { outcome: 'failed', expected, observed: type, why: isOld ? 'oldAgent' : '' };
  // Automatic switching requires a known agent version.
  return version === undefined ? unknown(expected, type) : { outcome: 'passed', expected, observed: type };
}

function unlessGateway(type: string | undefined): CheckVerdict {
  const expected = 'direct or default';
  if (type === undefined || !['gateway', 'direct', 'default'].includes(type)) return unknown(expected, type);
  return { outcome: type === 'gateway' ? 'failed' : 'passed', expected, observed: type, why: 'unwanted' };
}

function arcProxyService({ connection, os }: Expectations, shown: readonly ShownService[]): CheckVerdict {
  const [service] = shown;
  const observed = shown.length === 0 ? undefined : shown.map(({ name, state }) => `${name}: ${state}`).join(', ');
  if (connection !== 'gateway') {
    return skipped(connection === undefined ? unknownConnection : 'needed with a gateway only', observed);
  }
  const system = os ?? service?.os;
  const expected = system === undefined ? 'running' : runningWord(system);
  if (service === undefined || system === undefined || shown.length > 1) return unknown(expected, observed);
  const runs = isRunning(system, service.state);
  return runs === undefined ? unknown(expected, observed) : equal(expected, service.state);
}

function localProxy({ connection, proxyUrl }: Expectations, observed: string | undefined): CheckVerdict {
  if (connection === undefined) return skipped(unknownConnection, observed);
  if (connection === 'gateway') return equal(arcProxy, observed, { same: isSameUrl });
  if (proxyUrl !== undefined) {
    const why = observed !== undefined && isSameUrl(arcProxy, observed) ? 'unwanted' : 'proxy';
    return equal(redact(proxyUrl), observed, { same: isSameUrl, why });
  }
  const expected = `anything but ${arcProxy}`;
  if (observed === undefined) return unknown(expected);
  const isArcProxy = isSameUrl(arcProxy, observed);
  return { outcome: isArcProxy ? 'failed' : 'passed', expected, observed: formatValue(observed), why: 'unwanted' };
}

function upstreamProxy({ connection, proxyUrl }: Expectations, observed: string | undefined): CheckVerdict {
  if (connection !== 'gateway')
    return skipped(connection === undefined ? unknownConnection : 'used with a gateway only', observed);
  if (proxyUrl === undefined) return skipped('unknown: no site file sets it', observed);
  return equal(redact(proxyUrl), observed, { same: isSameUrl });
}

function gatewayUrl({ connection, gateway }: Expectations, { shown }: Evidence): CheckVerdict {
  const { gatewayUrl: observed, agentVersion } = shown;
  if (connection === undefined) return skipped(unknownConnection, observed);
  if (connection !== 'gateway')
    return observed === undefined ? unknown('none') : equal('', observed, { why: 'unwanted' });
  const expected = gateway?.endpoint ?? `the gateway ${gateway?.name ?? ''}`.trim();
  if (observed === undefined) {
    const isOld = agentVersion !== undefined && isOlderAgent(agentVersion, showsUrl);
    return unknown(expected, undefined, isOld ? 'oldAgent' : undefined);
  }
  if (observed === '') return { outcome: 'failed', expected, observed: 'none', why: 'none' };
  // Addresses don't identify their gateway.
  if (gateway?.endpoint === undefined) return unknown(expected, observed);
  return equal(gateway.endpoint, hostOf(observed), { same: isSame });
}

/** Text before an `@` is a user name. */
function hostOf(url: string): string {
  const [authority = ''] = url.replace(/^https?:\/\//i, '').split(/[/?#]/, 1);
  const [host = ''] = authority.slice(authority.lastIndexOf('@') + 1).split(':', 1);
  return host || url;
}

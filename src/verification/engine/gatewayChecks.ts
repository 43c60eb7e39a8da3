import { featureSince } from '../../kernel/knowledge/agentFeature';
import { isAgentVersion, isOlderAgent } from '../../kernel/knowledge/agentVersion';
import { arcProxyUrl as arcProxy, isRunning, runningWord, shownServices } from '../../kernel/knowledge/agentServices';
import { redact } from '../../kernel/redact';
import type { CheckVerdict, CheckVerdicts } from './checkResult';
import type { Evidence } from './evidence';
import type { ExpectedGateway, Expectations } from './expectations';
import type { CodedText } from './shownValue';
import {
  coded,
  compared,
  equal,
  isSame,
  isSameUrl,
  none,
  notReported,
  shownValue,
  skipped,
  unknown,
  verdict,
} from './verdicts';

const switchesAutomatically = featureSince('automaticGateway').since;
const showsUrl = featureSince('showsGateway').since;
const unknownConnection = coded('associationUnknown');
const gatewayOnly = coded('gatewayOnly');

export function gatewayChecks(expectations: Expectations, evidence: Evidence): CheckVerdicts {
  const { shown } = evidence;
  return [
    ['gateway.connectionType', connectionType(expectations, evidence)],
    ['gateway.arcProxy', arcProxyService(expectations, evidence)],
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
  const either = { gateway: 'gateway', default: 'default', version: switchesAutomatically };
  const expected = isOld ? 'gateway' : coded('gatewayOrDefault', either);
  if (type === undefined) return unknown(expected);
  if (type === 'gateway') return verdict('passed', expected, type);
  if (type !== 'default' && type !== 'direct') return unknown(expected, shownValue(type));
  if (type === 'direct' || isOld) return verdict('failed', expected, type, isOld ? 'oldAgent' : '');
  // Automatic switching requires a known agent version.
  return version === undefined ? unknown(expected, type) : verdict('passed', expected, type);
}

function unlessGateway(type: string | undefined): CheckVerdict {
  const expected = coded('either', { first: 'direct', second: 'default' });
  if (type === undefined || !['gateway', 'direct', 'default'].includes(type)) return unknown(expected, type);
  return verdict(type === 'gateway' ? 'failed' : 'passed', expected, type, 'unwanted');
}

function arcProxyService({ connection, os }: Expectations, evidence: Evidence): CheckVerdict {
  const shown = shownServices(evidence.shown.services, 'arcProxy');
  const [service] = shown;
  const all = shown.map(({ name, state }) => ({ subject: name, value: state }));
  const observed = all.length === 0 ? [{ value: notReported }] : all;
  if (connection !== 'gateway') {
    return compared('skipped', [{ value: connection === undefined ? unknownConnection : gatewayOnly }], observed);
  }
  const system = os ?? service?.os;
  const expected = [{ value: system === undefined ? coded('running') : runningWord(system) }];
  const runs = service && system && shown.length === 1 ? isRunning(system, service.state) : undefined;
  return runs === undefined
    ? compared('unknown', expected, observed)
    : compared(runs ? 'passed' : 'failed', expected, observed, usageOf(evidence));
}

/** Only an agent that uses the Arc proxy loses Azure with it. */
function usageOf({ shown: { httpsProxy }, connectionType: type }: Evidence): '' | 'unused' | 'perhapsUnused' {
  if (httpsProxy !== undefined) return isSameUrl(arcProxy, httpsProxy) ? '' : 'unused';
  return type === 'gateway' ? '' : 'perhapsUnused';
}

function localProxy({ connection, proxyUrl }: Expectations, observed: string | undefined): CheckVerdict {
  if (connection === undefined) return skipped(unknownConnection, observed);
  if (connection === 'gateway') return equal(arcProxy, observed, { same: isSameUrl });
  if (proxyUrl !== undefined) {
    const why = observed !== undefined && isSameUrl(arcProxy, observed) ? 'unwanted' : 'proxy';
    return equal(redact(proxyUrl), observed, { same: isSameUrl, why });
  }
  const expected = coded('anythingBut', { url: arcProxy });
  if (observed === undefined) return unknown(expected);
  const isArcProxy = isSameUrl(arcProxy, observed);
  return verdict(isArcProxy ? 'failed' : 'passed', expected, shownValue(observed), 'unwanted');
}

function upstreamProxy({ connection, proxyUrl }: Expectations, observed: string | undefined): CheckVerdict {
  if (connection !== 'gateway') return skipped(connection === undefined ? unknownConnection : gatewayOnly, observed);
  if (proxyUrl === undefined) return skipped(coded('notInSiteFile'), observed);
  return equal(redact(proxyUrl), observed, { same: isSameUrl });
}

function gatewayUrl({ connection, gateway }: Expectations, { shown }: Evidence): CheckVerdict {
  const { gatewayUrl: observed, agentVersion } = shown;
  if (connection === undefined) return skipped(unknownConnection, observed);
  if (connection !== 'gateway')
    return observed === undefined ? unknown(none) : equal('', observed, { why: 'unwanted' });
  const expected = gateway?.endpoint ?? gatewayText(gateway);
  if (observed === undefined) {
    const isOld = agentVersion !== undefined && isOlderAgent(agentVersion, showsUrl);
    return unknown(expected, undefined, isOld ? 'oldAgent' : undefined);
  }
  if (observed === '') return verdict('failed', expected, none, 'none');
  // Addresses don't identify their gateway.
  if (gateway?.endpoint === undefined) return unknown(expected, observed);
  return equal(gateway.endpoint, hostOf(observed), { same: isSame });
}

const gatewayText = (gateway: ExpectedGateway | undefined): CodedText =>
  gateway?.name ? coded('gatewayNamed', { name: gateway.name }) : coded('anyGateway');

/** Text before an `@` is a user name. */
function hostOf(url: string): string {
  const [authority = ''] = url.replace(/^https?:\/\//i, '').split(/[/?#]/, 1);
  const [host = ''] = authority.slice(authority.lastIndexOf('@') + 1).split(':', 1);
  return host || url;
}

import type { CheckedEndpoint } from './agentCheckOutput';
import type { CheckVerdict, CheckVerdicts, ComparedItem } from './checkResult';
import type { Evidence } from './evidence';
import type { Expectations } from './expectations';
import type { ShownValue, TextCode } from './shownValue';
import { covers } from '../../kernel/hostPattern';
import { checkedExtensions } from '../../planning/targets/servers';
import { coded, compared, skipped, unknown } from './verdicts';

export const networkChecks = (expectations: Expectations, evidence: Evidence): CheckVerdicts => [
  ['network.endpoints', reachable(expectations, evidence)],
  ['network.private', addresses(expectations, evidence)],
];

type Items = readonly ComparedItem[];

const perHost = (all: readonly CheckedEndpoint[], code: (each: CheckedEndpoint) => TextCode): Items =>
  all.map((each) => ({ subject: each.host, value: coded(code(each)) }));

const codeFor = (answer: boolean | undefined, yes: TextCode, no: TextCode): TextCode =>
  answer === undefined ? 'unknown' : answer ? yes : no;

const alone = (value: ShownValue): ComparedItem => ({ value });

function reachable(expectations: Expectations, { checked, checkGap }: Evidence): CheckVerdict {
  const { endpoints, errors, failures = 0 } = checked;
  if (endpoints.length === 0) return unknown(coded('everyEndpointReachable'), errors[0] ?? checkGap);
  const expected = perHost(endpoints, () => 'reachable');
  const seen = perHost(endpoints, ({ isReachable }) => codeFor(isReachable, 'reachable', 'notReachable'));
  const observed = [...seen, ...errors.map(alone)];
  const failed = endpoints.filter(({ isReachable }) => isReachable === false);
  if (failed.length > 0) return compared('failed', expected, observed, failed.length === endpoints.length ? 'all' : '');
  if (failures > 0) {
    return compared('failed', expected, [...observed, alone(coded('failuresCounted', { count: failures }))]);
  }
  if (checkGap !== undefined) return compared('unknown', expected, [...observed, alone(checkGap)]);
  const uncheckedItems = unchecked(expectations, endpoints);
  if (uncheckedItems.length > 0) return compared('unknown', expected, [...observed, ...uncheckedItems], 'extensions');
  const isKnown = endpoints.every(({ isReachable }) => isReachable === true);
  return compared(isKnown && errors.length === 0 ? 'passed' : 'unknown', expected, observed);
}

/** Extensions of the site whose endpoints the agent’s check doesn’t have. */
const unchecked = ({ scenarios = [] }: Expectations, endpoints: readonly CheckedEndpoint[]): Items =>
  checkedExtensions(scenarios)
    .filter(({ hosts }) => !endpoints.some(({ host }) => hosts.some((pattern) => covers(pattern, host))))
    .map(({ title }) => ({ subject: title, value: coded('notChecked') }));

function addresses({ connection }: Expectations, { checked, checkGap }: Evidence): CheckVerdict {
  if (connection === undefined) return skipped(coded('associationUnknown'), undefined);
  // The proxy resolves names for proxied connections.
  const own = checked.endpoints.filter(({ isPrivate, proxy }) => isPrivate !== undefined || proxy !== 'set');
  if (checked.endpoints.length > 0 && own.length === 0) return skipped(coded('resolvedByProxy'), undefined);
  const verdict = connection === 'privateLink' ? privateOnes(own) : publicOnes(own);
  const { outcome, expected, observed } = verdict;
  return outcome === 'passed' && checkGap !== undefined
    ? compared('unknown', expected, [...observed, alone(checkGap)])
    : verdict;
}

function publicOnes(own: readonly CheckedEndpoint[]): CheckVerdict {
  if (own.length === 0) return unknown(coded('publicAddresses'));
  const expected = perHost(own, () => 'public');
  const observed = perHost(own, ({ isPrivate }) => codeFor(isPrivate, 'private', 'public'));
  if (own.some(({ isPrivate }) => isPrivate)) return compared('failed', expected, observed);
  const isKnown = own.every(({ isPrivate }) => isPrivate === false);
  return compared(isKnown ? 'passed' : 'unknown', expected, observed);
}

const hasPrivateEndpoint = ({ host }: CheckedEndpoint): boolean =>
  /(^|\.)(his\.arc|guestconfiguration)\.azure\.com$/.test(host);

/** The global discovery host is in the zone, so it has a private address too. */
function privateOnes(own: readonly CheckedEndpoint[]): CheckVerdict {
  const linked = own.filter(hasPrivateEndpoint);
  if (linked.length === 0) return unknown(coded('privateAddresses'));
  const expected = perHost(linked, () => 'private');
  const observed = perHost(linked, ({ isPrivate }) => codeFor(isPrivate, 'private', 'public'));
  if (linked.some(({ isPrivate }) => isPrivate === false)) return compared('failed', expected, observed, 'public');
  const isKnown = linked.every(({ isPrivate }) => isPrivate === true);
  return compared(isKnown ? 'passed' : 'unknown', expected, observed);
}

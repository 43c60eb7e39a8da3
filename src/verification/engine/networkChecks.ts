import type { CheckedEndpoint } from './agentCheckOutput';
import type { CheckVerdict, CheckVerdicts, ComparedItem } from './checkResult';
import type { Evidence } from './evidence';
import type { Expectations } from './expectations';
import { compared, skipped, unknown } from './verdicts';

export const networkChecks = (expectations: Expectations, evidence: Evidence): CheckVerdicts => [
  ['network.endpoints', reachable(evidence)],
  ['network.private', addresses(expectations, evidence)],
];

type Items = readonly ComparedItem[];

const perHost = (all: readonly CheckedEndpoint[], word: (each: CheckedEndpoint) => string): Items =>
  all.map((each) => ({ subject: each.host, value: word(each) }));

const wordFor = (answer: boolean | undefined, yes: string, no: string): string =>
  answer === undefined ? 'unknown' : answer ? yes : no;

const alone = (value: string): ComparedItem => ({ value });

function reachable({ checked, checkGap }: Evidence): CheckVerdict {
  const { endpoints, errors, failures = 0 } = checked;
  if (endpoints.length === 0) return unknown('every endpoint reachable', errors[0] ?? checkGap);
  const expected = perHost(endpoints, () => 'reachable');
  const seen = perHost(endpoints, ({ isReachable }) => wordFor(isReachable, 'reachable', 'not reachable'));
  const observed = [...seen, ...errors.map(alone)];
  const failed = endpoints.filter(({ isReachable }) => isReachable === false);
  if (failed.length > 0) return compared('failed', expected, observed, failed.length === endpoints.length ? 'all' : '');
  if (failures > 0) {
    return compared('failed', expected, [...observed, alone(`failed by the agent’s own count: ${failures}`)]);
  }
  if (checkGap !== undefined) return compared('unknown', expected, [...observed, alone(checkGap)]);
  const isKnown = endpoints.every(({ isReachable }) => isReachable === true);
  return compared(isKnown && errors.length === 0 ? 'passed' : 'unknown', expected, observed);
}

function addresses({ connection }: Expectations, { checked, checkGap }: Evidence): CheckVerdict {
  if (connection === undefined) return skipped('not known here: the association could not be read', undefined);
  // The proxy resolves names for proxied connections.
  const own = checked.endpoints.filter(({ isPrivate, proxy }) => isPrivate !== undefined || proxy !== 'set');
  if (checked.endpoints.length > 0 && own.length === 0) return skipped('none: the proxy resolves the names', undefined);
  const verdict = connection === 'privateLink' ? privateOnes(own) : publicOnes(own);
  const { outcome, items } = verdict;
  return outcome === 'passed' && items && checkGap !== undefined
    ? compared('unknown', items.expected, [...items.observed, alone(checkGap)])
    : verdict;
}

function publicOnes(own: readonly CheckedEndpoint[]): CheckVerdict {
  if (own.length === 0) return unknown('public addresses');
  const expected = perHost(own, () => 'public');
  const observed = perHost(own, ({ isPrivate }) => wordFor(isPrivate, 'private', 'public'));
  if (own.some(({ isPrivate }) => isPrivate)) return compared('failed', expected, observed);
  const isKnown = own.every(({ isPrivate }) => isPrivate === false);
  return compared(isKnown ? 'passed' : 'unknown', expected, observed);
}

const hasPrivateEndpoint = ({ host }: CheckedEndpoint): boolean =>
  /(^|\.)(his\.arc|guestconfiguration)\.azure\.com$/.test(host);

/** The global discovery host is in the zone, so it has a private address too. */
function privateOnes(own: readonly CheckedEndpoint[]): CheckVerdict {
  const linked = own.filter(hasPrivateEndpoint);
  if (linked.length === 0) return unknown('private addresses');
  const expected = perHost(linked, () => 'private');
  const observed = perHost(linked, ({ isPrivate }) => wordFor(isPrivate, 'private', 'public'));
  if (linked.some(({ isPrivate }) => isPrivate === false)) return compared('failed', expected, observed, 'public');
  const isKnown = linked.every(({ isPrivate }) => isPrivate === true);
  return compared(isKnown ? 'passed' : 'unknown', expected, observed);
}

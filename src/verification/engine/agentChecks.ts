import { isAgentVersion, isOlderAgent } from '../../kernel/knowledge/agentVersion';
import type { CheckVerdict, CheckVerdicts } from './checkResult';
import { featureSince } from '../../kernel/knowledge/agentFeature';
import facts from './data/facts.json';
import type { Evidence } from './evidence';
import type { Expectations } from './expectations';
import { isoTime, monthOf } from '../../kernel/isoTime';
import { equal, unknown } from './verdicts';

const minute = 60_000;
const { minutesUntilDisconnected, minutesBetween } = facts.heartbeat;

export const agentChecks = (
  expectations: Expectations,
  { isAgentMissing, shown }: Evidence,
  now: number,
): CheckVerdicts => [
  ['agent.status', isAgentMissing ? noAgent : status(shown.status)],
  ['agent.heartbeat', heartbeat(shown.lastHeartbeat, now)],
  ['agent.error', agentError(shown.errorCode, shown.errorDetails)],
  ['agent.version', version(expectations, shown.agentVersion, now)],
];

const noAgent: CheckVerdict = { outcome: 'failed', expected: 'Connected', observed: 'no agent', why: 'noAgent' };

/** An unrecognized or localized status proves nothing. */
const status = (word: string | undefined): CheckVerdict =>
  word === undefined || !/^(connected|disconnected|expired|error|)$/i.test(word)
    ? unknown('Connected', word)
    : equal('Connected', word);

function heartbeat(text: string | undefined, now: number): CheckVerdict {
  const expected = `within the last ${minutesUntilDisconnected} minutes`;
  if (text === undefined) return unknown(expected);
  if (text === '') return { outcome: 'failed', expected, observed: 'never' };
  const time = isoTime(text);
  // Locale-dependent dates don't tell day from month.
  if (time === undefined) return unknown(expected, text);
  const age = Math.round((now - time) / minute);
  if (age < -minutesBetween) return unknown(expected, `${text}, ${-age} minutes from now`, 'clock');
  const isFresh = now - time <= minutesUntilDisconnected * minute;
  return { outcome: isFresh ? 'passed' : 'failed', expected, observed: `${text}, ${ago(Math.max(age, 0))}` };
}

function ago(minutes: number): string {
  if (minutes < 120) return `${minutes} minutes ago`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} hours ago` : `${Math.floor(minutes / (24 * 60))} days ago`;
}

function agentError(code: string | undefined, details: string | undefined): CheckVerdict {
  if (code === undefined) return unknown('none');
  const observed = [code, details ?? ''].filter((part) => part !== '').join(': ');
  return equal('', observed);
}

function version({ connection, oldestAgent }: Expectations, text: string | undefined, now: number): CheckVerdict {
  const floors = [
    ...(connection === 'gateway' ? [featureSince('gateway').since] : []),
    ...(oldestAgent === undefined ? [] : [oldestAgent]),
    ...supportFloor(now),
  ];
  const floor = floors.reduce((highest, each) => (isOlderAgent(highest, each) ? each : highest), '0');
  const expected = `${floor} or newer`;
  if (text === undefined || !isAgentVersion(text)) return unknown(expected, text === '' ? 'none' : text);
  return { outcome: isOlderAgent(text, floor) ? 'failed' : 'passed', expected, observed: text };
}

/** The newest release about to leave its year of support; anything older has left it. */
function supportFloor(now: number): string[] {
  const { releases, months } = facts.supported;
  const ending = releases.filter(({ month }) => {
    const [year = 0, number = 0] = month.split('-').map(Number);
    return year * 12 + number - 1 + months <= monthOf(now);
  });
  return ending.slice(-1).map((release) => release.version);
}

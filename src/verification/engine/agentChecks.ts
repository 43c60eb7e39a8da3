import { isAgentVersion, isOlderAgent } from '../../kernel/knowledge/agentVersion';
import type { CheckVerdict, CheckVerdicts } from './checkResult';
import { featureSince } from '../../kernel/knowledge/agentFeature';
import { supportEnds } from '../../kernel/knowledge/agentSupport';
import facts from './data/facts.json';
import type { Evidence } from './evidence';
import type { Expectations } from './expectations';
import { isoTime, monthOf } from '../../kernel/isoTime';
import type { CodedText } from './shownValue';
import { coded, compared, equal, none, unknown, verdict } from './verdicts';

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

const noAgent = verdict('failed', 'Connected', coded('agentMissing'), 'noAgent');

/** An unrecognized or localized status proves nothing. */
const status = (word: string | undefined): CheckVerdict =>
  word === undefined || !/^(connected|disconnected|expired|error|)$/i.test(word)
    ? unknown('Connected', word)
    : equal('Connected', word);

function heartbeat(text: string | undefined, now: number): CheckVerdict {
  const expected = coded('withinMinutes', { count: minutesUntilDisconnected });
  if (text === undefined) return unknown(expected);
  if (text === '') return verdict('failed', expected, coded('never'));
  const time = isoTime(text);
  // Locale-dependent dates don't tell day from month.
  if (time === undefined) return unknown(expected, text);
  const age = Math.round((now - time) / minute);
  if (age < -minutesBetween) return unknown(expected, coded('minutesAhead', { time: text, count: -age }), 'clock');
  const isFresh = now - time <= minutesUntilDisconnected * minute;
  return verdict(isFresh ? 'passed' : 'failed', expected, heardAt(text, Math.max(age, 0)));
}

function heardAt(time: string, minutes: number): CodedText {
  if (minutes < 120) return coded('minutesAgo', { time, count: minutes });
  return minutes < 48 * 60
    ? coded('hoursAgo', { time, count: Math.floor(minutes / 60) })
    : coded('daysAgo', { time, count: Math.floor(minutes / (24 * 60)) });
}

function agentError(code: string | undefined, details: string | undefined): CheckVerdict {
  if (code === undefined) return unknown(none);
  if (!code || !details) return equal('', code || (details ?? ''));
  return compared('failed', [{ value: none }], [{ subject: code, value: details }]);
}

function version({ connection, oldestAgent }: Expectations, text: string | undefined, now: number): CheckVerdict {
  const floors = [
    ...(connection === 'gateway' ? [featureSince('gateway').since] : []),
    ...(oldestAgent === undefined ? [] : [oldestAgent]),
    ...supportFloor(now),
  ];
  const floor = floors.reduce((highest, each) => (isOlderAgent(highest, each) ? each : highest), '0');
  const expected = coded('versionOrNewer', { version: floor });
  if (text === undefined || !isAgentVersion(text)) return unknown(expected, text === '' ? none : text);
  return verdict(isOlderAgent(text, floor) ? 'failed' : 'passed', expected, text);
}

/** The newest release about to leave its year of support; anything older has left it. */
function supportFloor(now: number): string[] {
  const ended = supportEnds.filter(({ monthCount }) => monthCount <= monthOf(now));
  return ended.slice(-1).map((release) => release.version);
}

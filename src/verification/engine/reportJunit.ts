import { checkTitle, type CheckResult, explanationOf, itemTexts, sourceOf } from './checkResult';
import { countsOf, type OutcomeCounts, type VerificationReport, type VerifiedResource } from './report';
import { shownText } from './shownValue';

/** A suite per resource, a case per check, an error for unknown. English in every display language. */
export function reportJunit({ scope, at, resources }: VerificationReport): string {
  const all = countsOf(resources.flatMap(({ checks }) => checks));
  const suites = resources.map((resource) => suite(resource, at));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(shownText(scope, 'en'))}" ${numbers(all)} time="0">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite({ subject, gateway, checks }: VerifiedResource, at: string): string {
  const time = at.replace(/(\.\d+)?Z$/, '');
  const group = [gateway ?? 'none', subject.name].map((part) => part.replaceAll('.', '_')).join('.');
  return [
    `  <testsuite name="${attribute(subject.name)}" timestamp="${attribute(time)}" hostname="${attribute(subject.name)}" ${numbers(countsOf(checks))} time="0">`,
    ...checks.map((check) => testCase(group, check)),
    '  </testsuite>',
  ].join('\n');
}

/** JUnit has no word of its own for what isn’t judged. */
function numbers({ passed, failed, unknown, notJudged, skipped }: OutcomeCounts): string {
  const tests = passed + failed + unknown + notJudged + skipped;
  return `tests="${tests}" failures="${failed}" errors="${unknown}" skipped="${skipped + notJudged}"`;
}

const elements = {
  passed: undefined,
  failed: 'failure',
  unknown: 'error',
  notJudged: 'skipped',
  skipped: 'skipped',
} as const;

function testCase(group: string, check: CheckResult): string {
  const open = `    <testcase classname="${attribute(group)}" name="${attribute(checkTitle(check.id, 'en'))}" time="0"`;
  const element = elements[check.outcome];
  if (element === undefined) return `${open}/>`;
  const [expected, observed] = [itemTexts(check.expected, 'en'), itemTexts(check.observed, 'en')];
  const cause = check.consequenceOf && checkTitle(check.consequenceOf, 'en');
  const consequence = cause === undefined ? '' : `not judged, because this failed: ${cause}; `;
  const message = `${consequence}expected ${expected.join(', ')}; observed ${observed.join(', ')}`;
  if (element === 'skipped') return `${open}>\n      <skipped message="${attribute(message)}"/>\n    </testcase>`;
  const explained = explanationOf(check, 'en');
  const lines = [
    `Expected:\n${expected.join('\n')}`,
    `Observed:\n${observed.join('\n')}`,
    ...(explained ? [`Likely cause: ${explained.cause}`, `What to do: ${explained.fix}`] : []),
    `Source: ${sourceOf(check)}`,
  ].join('\n');
  return `${open}>\n      <${element} message="${attribute(message)}" type="${check.id}">${text(lines)}</${element}>\n    </testcase>`;
}

// Not allowed in XML 1.0, even escaped.
const unspeakable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const text = (value: string): string =>
  value.replace(unspeakable, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const attribute = (value: string): string =>
  text(value)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, ' ');

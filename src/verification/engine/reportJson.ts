import { checkTitle, type CheckResult, explanationOf, itemTexts, sourceOf } from './checkResult';
import { englishDrift } from './drift';
import type { VerificationReport, VerifiedResource } from './report';
import { shownText } from './shownValue';

/** English in every display language. Schema: `media/verification.schema.json`. */
export function reportJson({ at, scope, resources, drift, tenantId, account, isSample }: VerificationReport): string {
  const value = {
    format: 'arc-gateway-verification',
    version: 1,
    at,
    scope: shownText(scope, 'en'),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(account === undefined ? {} : { account }),
    ...(isSample ? { isSample } : {}),
    resources: resources.map(resourceJson),
    ...(drift.length > 0 ? { drift: drift.map(englishDrift) } : {}),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

const resourceJson = (resource: VerifiedResource) => ({ ...resource, checks: resource.checks.map(checkJson) });

const checkJson = (check: CheckResult) => ({
  id: check.id,
  title: checkTitle(check.id, 'en'),
  outcome: check.outcome,
  expected: itemTexts(check.expected, 'en').join('\n'),
  observed: itemTexts(check.observed, 'en').join('\n'),
  ...(check.notAsked === undefined ? {} : { notAsked: check.notAsked }),
  ...(check.consequenceOf === undefined ? {} : { consequenceOf: check.consequenceOf }),
  ...explanationOf(check, 'en'),
  source: sourceOf(check),
});

import type { ClassifiedLine } from './arcLog';
import { readFields } from './logFields';
import { hostOf } from './logHost';
import { logResult, logRoute } from './logOutcome';

/**
 * No sample of the Arc proxy's log is published, so several formats are read: logfmt, JSON lines, plain lines, and the
 * access log of squid.
 */
export function classifyLine(line: string): ClassifiedLine {
  const fields = readFields(line);
  if (fields === 'blank') return 'blank';
  if (!fields) return 'unknown';
  const target = hostOf(fields);
  if (!target) return 'message';
  return { ...target, route: logRoute(fields, target.host), result: logResult(fields) };
}

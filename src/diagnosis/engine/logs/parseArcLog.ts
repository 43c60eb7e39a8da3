import type { ArcLog, LogLine, LogRequest } from './arcLog';
import { readFields } from './logFields';
import { hostOf } from './logHost';
import { logResult, logRoute } from './logOutcome';

/**
 * No sample of the Arc proxy's log is published, so several formats are read: logfmt, JSON lines, plain lines, and the
 * access log of squid.
 */
export function parseArcLog(text: string): ArcLog {
  const requests: LogRequest[] = [];
  const messages: LogLine[] = [];
  const unknown: LogLine[] = [];
  let blank = 0;
  linesOf(text).forEach((whole, index) => {
    const fields = readFields(whole);
    if (fields === 'blank') {
      blank++;
      return;
    }
    const line: LogLine = { line: index + 1, text: whole };
    const target = fields && hostOf(fields);
    if (!fields) unknown.push(line);
    else if (!target) messages.push(line);
    else requests.push({ ...line, ...target, route: logRoute(fields, target.host), result: logResult(fields) });
  });
  return { requests, messages, unknown, blank };
}

/** A final line end does not start another line. */
const linesOf = (text: string): readonly string[] => text.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/);

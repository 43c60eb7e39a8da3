import type { ArcLog, LogLine, LogRequest } from './arcLog';
import { readFields } from './logFields';
import { hostOf } from './logHost';
import { logResult, logRoute } from './logOutcome';

/**
 * Reads a log of the Arc proxy or the agent. Nobody has published a sample of the former, so several formats are read
 * (logfmt, JSON lines, plain lines, the access log of a squid), and no line is lost.
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

/** The last line end ends a line, and begins none. */
const linesOf = (text: string): readonly string[] => text.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/);

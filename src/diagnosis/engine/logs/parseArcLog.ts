import type { ArcLog } from './arcLog';
import { LogSummarizer } from './logSummarizer';

export function parseArcLog(text: string): ArcLog {
  const summarizer = new LogSummarizer();
  summarizer.add(new TextEncoder().encode(text));
  return summarizer.end();
}

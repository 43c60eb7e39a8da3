import { isoTime } from '../isoTime';
import { textLanguage } from './phrases';

/** ISO 8601 with offset, as people write it: `Nov 30, 2026, 9:40 AM`. Other texts are returned unchanged. */
export function timeText(at: string): string {
  const time = isoTime(at);
  if (time === undefined) return at;
  return new Intl.DateTimeFormat(textLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** With the time zone, for what is read elsewhere too: `Nov 30, 2026, 9:40 AM UTC`. The zone is that of this computer. */
export function zonedTimeText(at: string): string {
  const time = isoTime(at);
  if (time === undefined) return at;
  const day = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const clock = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(textLanguage(), { ...day, ...clock }).format(time);
}

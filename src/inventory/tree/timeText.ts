import { textLanguage } from '../../kernel/text/phrases';

/** An invalid time stays as it is. */
export function timeText(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime())
    ? at
    : time.toLocaleString(textLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
}

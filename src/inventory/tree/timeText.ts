import { textLanguage } from '../../kernel/text/phrases';

/** Invalid times are returned unchanged. */
export function timeText(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime())
    ? at
    : time.toLocaleString(textLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
}

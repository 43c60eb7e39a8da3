const pattern = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})$/i;
const minute = 60_000;
const day = 24 * 60 * minute;

/** ISO 8601 with offset → Unix milliseconds. */
export function isoTime(text: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const [year = 0, month = 0, date = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || date < 1 || date > 31 || hours > 24 || minutes > 59 || seconds > 60) return undefined;
  const local = daysSince1970(year, month, date) * day + (hours * 60 + minutes) * minute + seconds * 1000;
  return local - offsetOf(match[7] ?? 'Z') * minute;
}

/** Months since year 0; releases have no day. */
export function monthOf(time: number): number {
  let year = 1970 + Math.floor(time / (365.2425 * day));
  while (daysSince1970(year + 1, 1, 1) * day <= time) year++;
  while (daysSince1970(year, 1, 1) * day > time) year--;
  let month = 1;
  while (month < 12 && daysSince1970(year, month + 1, 1) * day <= time) month++;
  return year * 12 + month - 1;
}

/** Years start in March, so the leap day is last. */
function daysSince1970(year: number, month: number, date: number): number {
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

function offsetOf(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

import { textLanguage } from './phrases';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `2 d`, `5 h`, `12 m`: for a row, so as short as the language has it. At least one minute. */
export function ageText(milliseconds: number): string {
  const [unit, size] = units.find((each) => milliseconds >= each[1]) ?? ['minute', 60_000];
  const format = new Intl.NumberFormat(textLanguage(), { style: 'unit', unit, unitDisplay: 'narrow' });
  const parts = format.formatToParts(Math.max(1, Math.floor(milliseconds / size)));
  return parts
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => value)
    .join(' ');
}

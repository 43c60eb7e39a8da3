import type { RunRecord } from './journal';
import { associationMarkdown } from './report';
import { associationCsv } from './reportCsv';

/** Markdown is for people and in the display language; CSV is for machines and English. */
const formats = { md: associationMarkdown, csv: associationCsv } satisfies Readonly<
  Record<'md' | 'csv', (record: RunRecord) => string>
>;

export const runReport = (record: RunRecord, extension: keyof typeof formats): string => formats[extension](record);

import type { CheckDrift } from './drift';
import type { VerificationReport } from './report';
import { reportJson } from './reportJson';
import { reportJunit } from './reportJunit';
import { reportMarkdown } from './reportMarkdown';

/** The documents that a report may be saved as, by the extension of their file. */
export const reportFormats = { md: reportMarkdown, json: reportJson, xml: reportJunit } satisfies Readonly<
  Record<'md' | 'json' | 'xml', (report: VerificationReport, drift: readonly CheckDrift[]) => string>
>;

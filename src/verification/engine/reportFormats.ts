import type { CheckDrift } from './drift';
import type { VerificationReport } from './report';
import { reportJson } from './reportJson';
import { reportJunit } from './reportJunit';
import { reportMarkdown } from './reportMarkdown';

/** By file extension. */
export const reportFormats = { md: reportMarkdown, json: reportJson, xml: reportJunit } satisfies Readonly<
  Record<'md' | 'json' | 'xml', (report: VerificationReport, drift: readonly CheckDrift[]) => string>
>;

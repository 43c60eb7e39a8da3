import { withoutEnd } from '../../kernel/scan';
import type { VerificationReport } from './report';
import { reportJson } from './reportJson';
import { reportJunit } from './reportJunit';
import { reportMarkdown } from './reportMarkdown';
import { shownText } from './shownValue';

/** By file extension. Markdown is for people and in the display language; JSON and JUnit are for machines and English. */
const formats = { md: reportMarkdown, json: reportJson, xml: reportJunit } satisfies Readonly<
  Record<'md' | 'json' | 'xml', (report: VerificationReport) => string>
>;

export interface ReportFile {
  readonly fileName: string;
  readonly text: string;
}

export function reportFile(report: VerificationReport, extension: keyof typeof formats): ReportFile {
  const scope = shownText(report.scope, 'en')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '');
  const stem = withoutEnd(scope, '.-') || 'machines';
  return {
    fileName: `verification-${stem}-${report.at.slice(0, 10)}.${extension}`,
    text: formats[extension](report),
  };
}

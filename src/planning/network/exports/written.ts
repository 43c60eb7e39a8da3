import type { Endpoint } from '../endpoint';
import type { Finding } from '../../../kernel/finding';

/** A file in one format, and what could not be said in it. */
export interface Written {
  readonly text: string;
  readonly findings: readonly Finding[];
}

export type Writer = (endpoints: readonly Endpoint[]) => Written;

export const note = (
  severity: Finding['severity'],
  code: string,
  message: string,
  fix?: string,
  source?: string,
): Finding => ({
  code: `export.${code}`,
  severity,
  path: '',
  message,
  ...(fix === undefined ? {} : { fix }),
  ...(source === undefined ? {} : { source }),
});

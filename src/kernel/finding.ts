export type Severity = 'error' | 'warning' | 'info' | 'ok';

/** Something to know about a site that is valid as a document. */
export interface Finding {
  /** Stable, for tests and links: `proxy.localName`. */
  readonly code: string;
  readonly severity: Severity;
  /** The field it is about; empty when it is about the whole. */
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
  /** The field's value is merely missing: no alarm before the person has been there. */
  readonly isValueMissing?: true;
  /** Where the fact comes from: a page and its date. */
  readonly source?: string;
}

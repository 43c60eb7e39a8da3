export type Severity = 'error' | 'warning' | 'info' | 'ok';

/** A finding about a valid site; its texts are in the display language. */
export interface Finding {
  /** Stable: `proxy.localName`. */
  readonly code: string;
  readonly severity: Severity;
  /** The field; empty: the whole site. */
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
  /** Only a missing value: not shown before the field was visited. */
  readonly isValueMissing?: true;
  /** A page and its date. */
  readonly source?: string;
}

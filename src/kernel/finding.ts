export type Severity = 'error' | 'warning' | 'info' | 'ok';

/** About a valid site; texts are in the display language. */
export interface Finding {
  /** Stable: `proxy.noPort`. */
  readonly code: string;
  readonly severity: Severity;
  /** Empty: the whole site. */
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
  /** Hidden until the field was visited. */
  readonly isValueMissing?: true;
  /** Page and date. */
  readonly source?: string;
  readonly remedy?: Remedy;
}

/** What the product can do about it in Azure, once the person agrees. */
export interface Remedy {
  readonly kind: 'registerProviders';
  readonly subscriptionId: string;
  readonly namespaces: readonly string[];
}

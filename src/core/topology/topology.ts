import type { OperatingSystem } from '../resources';

/**
 * One description of a network and of what shall be onboarded in it: the content of an `*.arc.json` document.
 * It can be committed, reviewed and copied; it never holds a secret.
 */
export interface Topology {
  readonly version: 1;
  readonly targets: {
    readonly os: readonly OperatingSystem[];
  };
  readonly gateway: {
    /** Resource id of an Arc gateway in the same tenant. */
    readonly id: string;
    /** `<prefix>.gw.arc.azure.com`; without it the allow list can only name the pattern. */
    readonly endpoint?: string;
  };
  readonly azure: {
    readonly tenantId: string;
    readonly subscriptionId: string;
    readonly resourceGroup: string;
    /** Region of the machines' metadata, `westeurope`. */
    readonly region: string;
  };
  readonly network: {
    /** The enterprise proxy between the machines and the internet; absent when they go out directly. */
    readonly proxyUrl?: string;
  };
  readonly identity: Identity;
  readonly tags: Readonly<Record<string, string>>;
}

export type Identity =
  | { readonly method: 'interactive' }
  | { readonly method: 'deviceCode' }
  | {
      readonly method: 'servicePrincipal';
      /** Application (client) id; the secret is read on the machine at run time and is part of no document. */
      readonly clientId: string;
    };

/** What is wrong with one field, and how to put it right. */
export interface FieldError {
  /** Dotted path in the document, `azure.region`; empty for the document as a whole. */
  readonly path: string;
  readonly message: string;
}

export type Severity = 'error' | 'warning' | 'info' | 'ok';

/** Something to know about a topology that is valid as a document. */
export interface Finding {
  /** Stable, for tests and links: `proxy.localName`. */
  readonly code: string;
  readonly severity: Severity;
  /** The field it is about; empty when it is about the whole. */
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
  /** Where the fact comes from: a page and its date. */
  readonly source?: string;
}

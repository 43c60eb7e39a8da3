/**
 * Why the chain as sent was not seen. `noTool`: the machine has nothing that shows it. `notShown`: its TLS library does
 * not give it. `unreadable`: its TLS library refuses the certificates. `notArrived`: the output was truncated.
 */
export const unseenReasons = ['noHandshake', 'noTool', 'notShown', 'unreadable', 'notArrived'] as const;
export type UnseenReason = (typeof unseenReasons)[number];

/** What a probe saw of a TLS handshake. Certificates are DER in Base64, perhaps truncated. */
export interface SeenChain {
  /** As sent, the host’s own first. `builtFromStore`: only the chain was seen that the machine built of its own store. */
  readonly sentChain: 'seen' | 'builtFromStore' | UnseenReason;
  /** Empty unless seen. */
  readonly sent: readonly string[];
  /** Certificates that the machine added from its own store, as far as its TLS library shows them. */
  readonly fromStore: readonly string[];
  /** There are more certificates than these. */
  readonly isCut: boolean;
  /** Whether the chain ends at a certificate that the machine has; absent if not checked. */
  readonly isRootKnown?: boolean;
  /** `TLSv1.3`. */
  readonly protocol?: string;
  /** As the TLS library names it. */
  readonly suite?: string;
}

/** Of one handshake; more are left out. */
export const mostCertificates = 16;

export const unseenChain = (sentChain: UnseenReason): SeenChain => ({
  sentChain,
  sent: [],
  fromStore: [],
  isCut: false,
});

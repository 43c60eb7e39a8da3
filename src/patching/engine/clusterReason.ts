/** A cluster of the site that a command may be for. */
export interface ClusterChoice {
  /** In the site’s list. */
  readonly index: number;
  readonly name: string;
  readonly resourceGroup: string;
}

/**
 * Why a command for clusters is refused, or what a person should know of it. Its words are made where the others of
 * clusters are, which few scripts need.
 */
export interface ClusterReason {
  readonly code: `cluster.${string}`;
  readonly text: string;
  /** The person may say which one is meant. */
  readonly choices?: readonly ClusterChoice[];
}

export const isClusterReason = (reason: { readonly code: string }): reason is ClusterReason =>
  reason.code.startsWith('cluster.');

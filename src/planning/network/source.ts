/** Where requests come from. Hosts, proxies and bypass rules differ by it. */
export const sources = [
  /** Agent and extensions of a server. */
  'server',
  /** The machine that deploys a cluster or an instance: CLI, kubectl, helm. */
  'deployment',
  'clusterAgent',
  /** The container runtime of a node, which pulls images. */
  'clusterNode',
  'localNode',
  'resourceBridge',
  'aksNode',
  'aksPod',
  'localVm',
] as const;

export type Source = (typeof sources)[number];

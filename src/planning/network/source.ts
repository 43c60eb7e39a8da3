/** Who asks for a host. Hosts, proxies and bypass rules differ by it. */
export const sources = [
  /** The agent of a server and its extensions. */
  'server',
  /** The machine from which a cluster or an instance is deployed: CLI, kubectl and helm. */
  'deployment',
  /** Agents and extensions in a cluster. */
  'clusterAgent',
  /** The container runtime of a cluster's nodes, which pulls images. */
  'clusterNode',
  'localNode',
  'resourceBridge',
  'aksNode',
  'aksPod',
  'localVm',
] as const;

export type Source = (typeof sources)[number];

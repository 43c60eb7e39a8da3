/** Hosts, proxies and bypass rules differ by source. */
export const sources = [
  /** Agent and extensions. */
  'server',
  /** Deploys a cluster or instance: CLI, kubectl, helm. */
  'deployment',
  'clusterAgent',
  /** Container runtime; pulls images. */
  'clusterNode',
  'localNode',
  'resourceBridge',
  'aksNode',
  'aksPod',
  'localVm',
] as const;

export type Source = (typeof sources)[number];

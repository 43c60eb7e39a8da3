import limits from './data/clusterFeatureLimits.json';

/** Features of a cluster that don’t work with what is chosen for its connection. */
export const unsupportedFeatures = {
  withPrivateLink: limits.withPrivateLink.unsupported,
  withProxyCertificate: limits.withProxyCertificate.unsupported,
} as const;

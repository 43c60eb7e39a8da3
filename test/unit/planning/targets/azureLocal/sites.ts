import type { Site } from '../../../../../src/planning/site/site';
import { targetsOf } from '../../../../../src/planning/targets/registry';
import type { InstanceOfSite } from '../../../../../src/planning/targets/target';
import { documentWithAll, siteOf } from '../../site/documents';

export const whole = {
  name: 'azl-hamburg',
  state: 'new',
  clusterName: 'HAMBURG',
  clusterAddress: '10.20.0.10',
  nodes: [
    { name: 'HAMBURG-N1', address: '10.20.0.11' },
    { name: 'HAMBURG-N2', address: '10.20.0.12' },
  ],
  infrastructure: { from: '10.20.0.50', to: '10.20.0.69' },
  domain: 'corp.contoso.com',
  release: '2608',
} as const;

/** A site of one instance, behind a proxy and the gateway unless the values say otherwise. */
export const instanceSite = (
  described: Readonly<Record<string, unknown>> = {},
  values: Readonly<Record<string, unknown>> = {},
): Site =>
  siteOf(
    documentWithAll({
      targets: { azureLocal: [{ ...whole, ...described }] },
      network: { proxyUrl: 'http://10.20.1.5:8080', tlsInspection: 'no' },
      ...values,
    }),
  );

export function instanceOf(site: Site): InstanceOfSite {
  const [planned] = targetsOf(site).map(({ of }) => of((_, target) => target));
  if (planned?.kind !== 'azureLocal') throw new Error('The site has no instance.');
  return planned;
}

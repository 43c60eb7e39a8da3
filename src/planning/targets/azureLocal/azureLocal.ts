import type { InstanceOfSite, TargetModule } from '../target';

export const azureLocal: TargetModule<InstanceOfSite> = {
  kind: 'azureLocal',
  targetsIn: (site, refs) =>
    (site.targets.azureLocal ?? []).flatMap((instance, index) => {
      const ref = refs[index];
      return ref ? [{ ref, kind: 'azureLocal', place: { ...site.azure, ...instance.azure }, instance }] : [];
    }),
  expectations: () => [],
  labels: ({ instance }) => ({ title: instance.name, summary: 'Azure Local' }),
};

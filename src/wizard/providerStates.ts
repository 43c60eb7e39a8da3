import { lookUp } from '../kernel/lookUp';
import type { ObservedAzureState } from '../planning/rules';
import { connectionOf, type Site } from '../planning/site';
import { providersFor } from '../planning/targets/clusters';

export type ReadProviderState = (subscriptionId: string, namespace: string) => Promise<string>;

/**
 * The registrations that a site's clusters need, read in the background. One that cannot be read stays unknown until
 * `forget`.
 */
export class ProviderStates {
  private states: NonNullable<ObservedAzureState['providers']> = {};
  private readonly asked = new Set<string>();

  constructor(
    private readonly read: ReadProviderState,
    private readonly onChange: () => void,
    private readonly onFailure: (namespace: string, error: unknown) => void,
  ) {}

  /** What is known now; the same object until more is. `subscriptionIds`: those that the person can read. */
  of(site: Site, subscriptionIds: readonly string[]): NonNullable<ObservedAzureState['providers']> {
    for (const cluster of site.targets.clusters ?? []) {
      const subscription = (cluster.azure?.subscriptionId ?? site.azure.subscriptionId).toLowerCase();
      if (!subscriptionIds.some((id) => id.toLowerCase() === subscription)) continue;
      for (const { namespace } of providersFor(cluster, cluster.connection ?? connectionOf(site))) {
        this.ask(subscription, namespace);
      }
    }
    return this.states;
  }

  /** Reads all again. */
  forget(): void {
    this.asked.clear();
    this.states = {};
  }

  private ask(subscription: string, namespace: string): void {
    const key = `${subscription} ${namespace}`;
    if (this.asked.has(key)) return;
    this.asked.add(key);
    const keep = (state: string): void => {
      this.states = { ...this.states, [subscription]: { ...lookUp(this.states, subscription), [namespace]: state } };
      this.onChange();
    };
    // Not read is unknown, which no rule takes for "not registered".
    this.read(subscription, namespace).then(keep, (error: unknown) => {
      this.onFailure(namespace, error);
    });
  }
}

import { asArcError } from '../kernel/errors';
import type { PermissionScope, PermissionSet } from '../kernel/knowledge/permissions';
import { type ObservedAzureState, placesOf } from '../planning/rules';
import type { Site } from '../planning/site';

export type ReadPermissions = (scope: PermissionScope) => Promise<readonly PermissionSet[]>;

/**
 * What the account may do in a site's resource groups, read in the background. One that cannot be read, or doesn't exist
 * yet, stays unknown until `forget`.
 */
export class PermissionStates {
  private states: NonNullable<ObservedAzureState['permissions']> = {};
  private readonly asked = new Set<string>();

  constructor(
    private readonly read: ReadPermissions,
    private readonly onChange: () => void,
    private readonly onFailure: (group: string, error: unknown) => void,
  ) {}

  /** What is known now; the same object until more is. `subscriptionIds`: those that the person can read. */
  of(site: Site, subscriptionIds: readonly string[]): NonNullable<ObservedAzureState['permissions']> {
    for (const { key, subscriptionId, resourceGroup } of placesOf(site)) {
      if (this.asked.has(key)) continue;
      if (!subscriptionIds.some((id) => id.toLowerCase() === subscriptionId.toLowerCase())) continue;
      this.asked.add(key);
      const keep = (sets: readonly PermissionSet[]): void => {
        this.states = { ...this.states, [key]: sets };
        this.onChange();
      };
      this.read({ subscriptionId, resourceGroup }).then(keep, (error: unknown) => {
        if (asArcError(error).code !== 'NotFound') this.onFailure(resourceGroup, error);
      });
    }
    return this.states;
  }

  /** Reads all again. */
  forget(): void {
    this.asked.clear();
    this.states = {};
  }
}

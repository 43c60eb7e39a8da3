import { asArcError } from '../../kernel/errors';
import type { PermissionId, PermissionScope, PermissionSet } from '../../kernel/knowledge/permissions';
import type { ArcApi } from '../../kernel/ports';
import { type Associable, parseResourceId, resourceKey } from '../../kernel/resources';
import { say } from '../../kernel/text/boxText';
import type { Report } from '../../vscode/boxes/progress';
import { type AssociationGoal, missingOn, missingOnGateway } from '../engine';

interface Reading {
  readonly warn: (message: string) => void;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** Roles are rarely assigned on single resources; of more than these, what a group doesn't allow stays unknown. */
const mostResources = 200;

/**
 * What the account lacks, by `resourceKey`, as Azure says: of each resource group, and only where that doesn't allow the
 * change, of the resource itself. What cannot be read is absent.
 */
export async function permissionsFor(
  api: Pick<ArcApi, 'permissions' | 'pacers'>,
  resources: readonly Associable[],
  goal: AssociationGoal,
  { warn, report, signal }: Reading,
): Promise<ReadonlyMap<string, readonly PermissionId[]>> {
  report(say`reading your permissions`);
  const missing = new Map<string, readonly PermissionId[]>();
  const read = async (
    scope: PermissionScope,
    subscriptionId: string,
  ): Promise<readonly PermissionSet[] | undefined> => {
    const { reads } = api.pacers.of(subscriptionId);
    try {
      return await reads.run(() => api.permissions(scope, signal), signal);
    } catch (thrown) {
      const error = asArcError(thrown);
      if (signal.aborted) throw error;
      warn(`Permissions could not be read: ${error.message}`);
      return undefined;
    }
  };
  const groups = Map.groupBy(resources, ({ subscriptionId, resourceGroup }) =>
    `${subscriptionId}/${resourceGroup}`.toLowerCase(),
  );
  let left = mostResources;
  const readGroup = async (members: readonly Associable[]): Promise<void> => {
    const [first] = members;
    if (!first) return;
    const { subscriptionId, resourceGroup } = first;
    const ofGroup = await read({ subscriptionId, resourceGroup }, subscriptionId);
    await Promise.all(
      members.map(async ({ id, kind }) => {
        if (ofGroup && missingOn(kind, ofGroup).length === 0) {
          missing.set(resourceKey(id), []);
          return;
        }
        if (left-- <= 0) return;
        const own = await read({ resourceId: id }, subscriptionId);
        if (own) missing.set(resourceKey(id), missingOn(kind, own));
      }),
    );
  };
  const readGateway = async (id: string): Promise<void> => {
    const parsed = parseResourceId(id);
    const sets = parsed.ok ? await read({ resourceId: id }, parsed.value.subscriptionId) : undefined;
    if (sets) missing.set(resourceKey(id), missingOnGateway(sets));
  };
  await Promise.all([
    ...[...groups.values()].map(readGroup),
    ...(goal.kind === 'associate' ? [readGateway(goal.gateway.id)] : []),
  ]);
  return missing;
}

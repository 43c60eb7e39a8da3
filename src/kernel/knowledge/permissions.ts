import data from './data/permissions.json';
import type { RoleId } from './roles';

/** What one role assignment allows; patterns with `*`, as in role definitions. */
export interface PermissionSet {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

export type PermissionId = keyof typeof data;

export interface Permission {
  /** Any of them is enough: pages and the API name it differently. */
  readonly anyOf: readonly string[];
  /** A built-in role that has it. */
  readonly role: RoleId;
  readonly source: string;
  readonly asOf: string;
}

export const permissions = data as Readonly<Record<PermissionId, Permission>>;

/** Where permissions are read: a resource, or a resource group. What is inherited counts. */
export type PermissionScope =
  { readonly resourceId: string } | { readonly subscriptionId: string; readonly resourceGroup: string };

/**
 * Whether the caller may do something, by all sets that Azure returned for the scope. What one set takes away, another
 * may give. Source: learn.microsoft.com/azure/role-based-access-control/role-definitions.
 */
export const isAllowed = (sets: readonly PermissionSet[], id: PermissionId): boolean =>
  permissions[id].anyOf.some((action) =>
    sets.some(
      ({ actions, notActions }) =>
        actions.some((each) => matches(each, action)) && !notActions.some((each) => matches(each, action)),
    ),
  );

/** `*` stands for any text; case doesn’t matter. Linear. */
function matches(pattern: string, action: string): boolean {
  const text = action.toLowerCase();
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  if (rest.length === 0) return first === text;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

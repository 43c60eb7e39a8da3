import roles from './data/roles.json';

export type RoleId = keyof typeof roles;

/** Built-in; the portal doesn’t translate it. With its ID where names differ between pages and the portal. */
export function roleName(role: RoleId): string {
  const { name, id }: { readonly name: string; readonly id?: string } = roles[role];
  return id === undefined ? name : `${name} (${id})`;
}

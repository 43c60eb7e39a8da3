import roles from './data/roles.json';

export type RoleId = keyof typeof roles;

/** Built-in; the portal doesn’t translate it. */
export const roleName = (id: RoleId): string => roles[id].name;

import roles from './data/roles.json';

export type RoleId = keyof typeof roles;

/** The name of a built-in role, as the portal shows it in every language. */
export const roleName = (id: RoleId): string => roles[id].name;

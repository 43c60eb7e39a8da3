import apis from './data/apiVersions.json';

/** Versions of an API of Azure Resource Manager, best first. */
export const versionsOf = (api: keyof typeof apis): readonly string[] => apis[api].versions;

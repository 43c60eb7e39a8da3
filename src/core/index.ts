/** The one door of the core: everything outside this folder imports from here. */
export * from './errors';
export * from './plan';
export * from './ports';
export * from './resources';
export * from './result';
export * from './topology/topology';

import type { BuildOptions } from 'esbuild';

export const outputs: string[];
/** How a page is built, for the product and for what tests it. */
export function pageOptions(dev?: boolean, pseudo?: boolean): BuildOptions;
/** Builds one chunk that has the core inside as it is shipped, into a folder of its own. */
export function bundleChunk(name: string, outdir: string): Promise<void>;
/** Builds the extension into a folder, dist/ unless told. */
export declare function bundle(options?: { dev?: boolean; pseudo?: boolean; into?: string }): Promise<unknown>;

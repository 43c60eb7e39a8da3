export const outputs: string[];
/** Builds one chunk that has the core inside as it is shipped, into a folder of its own. */
export function bundleChunk(name: string, outdir: string): Promise<void>;

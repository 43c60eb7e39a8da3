/** What one archive or folder may cost, whatever it claims. Logs of agents reach 35 MB each; deflate makes 1:1032 of zeros. */
export const bundleLimits = {
  /** Of the archive itself. */
  archiveBytes: 256 * 1024 * 1024,
  entries: 10_000,
  /** Of one file, unpacked. */
  fileBytes: 128 * 1024 * 1024,
  /** Of all files, packed and unpacked. */
  totalBytes: 512 * 1024 * 1024,
  /** Unpacked bytes for each packed one, once a file has more than `freeBytes`. */
  ratio: 250,
  freeBytes: 1024 * 1024,
  /** The end of a file that is searched. */
  tailBytes: 4 * 1024 * 1024,
  /** Of all files that are searched. */
  searchedBytes: 48 * 1024 * 1024,
  /** Of folders within the chosen one. */
  depth: 6,
} as const;

export type BundleLimits = { readonly [Name in keyof typeof bundleLimits]: number };

import type { RefusalReason } from './refusals';

/**
 * Limit a patch to a few seconds. Portal scripts have 2,000 to 9,000 characters; the longest public onboarding scripts,
 * some 40,000.
 */
export const patchLimits = {
  /** UTF-16 code units per file. */
  length: 200_000,
  /** Each level is parsed again. */
  heredocLevels: 4,
  /** Characters of the command line before a heredoc. */
  heredocLine: 4_000,
  /** `<<` per line; for each, the parser searches the remaining text. */
  heredocsInLine: 50,
  /** Characters of a resolved variable. */
  value: 4_000,
  /** Words of a resolved list. */
  listWords: 500,
  /** Cloud-config items, `RUN` instructions, and heredocs per file. Each takes some 30 kB of memory. */
  scripts: 2_000,
  /** Words that lists add to commands, counted per use. */
  spreadWords: 20_000,
} as const;

export function tooMuchToRead(text: string): RefusalReason | undefined {
  if (text.includes('\0')) return { code: 'script.binary' };
  if (text.length > patchLimits.length) return { code: 'script.tooLong', limit: patchLimits.length };
  return undefined;
}

export function crowdedLine(text: string): number | undefined {
  let start = 0;
  let count = 0;
  for (const { 0: sign, index } of text.matchAll(/\n|<</g)) {
    if (sign === '\n') {
      start = index + 1;
      count = 0;
    } else if (++count > patchLimits.heredocsInLine) return start;
  }
  return undefined;
}

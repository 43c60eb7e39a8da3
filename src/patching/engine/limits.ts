/**
 * What is read at most, so that no text holds up the window: a patch at these limits takes a few seconds. Portal scripts
 * have 2,000 to 9,000 characters; the longest public onboarding scripts have some 40,000.
 */
export const patchLimits = {
  /** UTF-16 code units of a file. */
  length: 200_000,
  /** Heredocs in one another: the text of each is parsed once more. */
  heredocLevels: 4,
  /** The command line in front of a heredoc. */
  heredocLine: 4_000,
  /** What `<<` stands in one line at most; the parser looks through the rest of the text for each. */
  heredocsInLine: 50,
  /** Characters that the value of a variable is followed up to. */
  value: 4_000,
  /** Words that a list of arguments is followed up to. */
  listWords: 500,
  /** Scripts that a file holds: items of cloud-config, `RUN` of a Dockerfile, heredocs. Each takes some 30 kB. */
  scripts: 2_000,
  /** Words that the commands of a file are given by lists, each time that a list is used. */
  spreadWords: 20_000,
} as const;

/** Why a text is not read at all; undefined where it is. */
export function tooMuchToRead(text: string): string | undefined {
  if (text.includes('\0'))
    return 'This text holds NUL characters, so it is no script: it is binary, or UTF-16 that was opened as another encoding.';
  if (text.length > patchLimits.length)
    return `This file is longer than ${patchLimits.length.toLocaleString('en-US')} characters, which is more than is read. Patch the part that connects in a file of its own.`;
  return undefined;
}

/** Where a line begins in which too many heredocs stand to be parsed. */
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

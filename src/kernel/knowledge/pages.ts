import pages from './data/pages.json';

export type PageId = keyof typeof pages;

/** A page and the date it was read, as the `source` of a finding: `learn.microsoft.com/… (2026-04-01)`. */
export const pageSource = (id: PageId): string => `${pages[id].source} (${pages[id].asOf})`;

export const pageUrl = (id: PageId): string => `https://${pages[id].source}`;

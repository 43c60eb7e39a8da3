import pages from './data/pages.json';

export type PageId = keyof typeof pages;

/** `learn.microsoft.com/… (2026-04-01)` */
export const pageSource = (id: PageId): string => `${pages[id].source} (${pages[id].asOf})`;

export const pageUrl = (id: PageId): string => `https://${pages[id].source}`;

import type { Page } from 'playwright-core';
import { choices, completeDocument } from './samples';
import type { Scenario } from './scenario';
import { type PageParts } from './site';
import { type Look, usePage } from './usePage';

export type Open = (options?: Look & Partial<Scenario>) => Promise<Page>;

/** Opens wizards. */
export const useWizard = (options: Pick<PageParts, 'isPseudo'> = {}): { readonly open: Open } => ({
  open: usePage<Scenario>({
    bundle: 'wizard',
    host: 'fakeHost',
    ready: '.frame, .problem',
    ...options,
    scenario: { document: completeDocument, choices },
  }),
});

import type { Page } from 'playwright-core';
import { choices, completeDocument } from './samples';
import type { Scenario } from './scenario';
import { type Look, usePage } from './usePage';

export type Open = (options?: Look & Partial<Scenario>) => Promise<Page>;

/** Opens wizards. */
export const useWizard = (): { readonly open: Open } => ({
  open: usePage<Scenario>({
    bundle: 'wizard',
    host: 'fakeHost',
    ready: '.frame, .problem',
    scenario: { document: completeDocument, choices },
  }),
});

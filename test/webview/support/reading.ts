import type { Locator, Page } from 'playwright-core';

/** What the wizard has asked of the host so far, without the scripts that it asked to show. */
export const requestsOf = (page: Page) =>
  page.evaluate(() => window.host.requests.filter(({ method }) => method !== 'showScript'));

/** The script whose text each state had that the host has sent; null: none. */
export const sentScriptsOf = (page: Page) => page.evaluate(() => window.host.sentScripts);

/** The edits it has sent, one entry a request. */
export const editsOf = async (page: Page): Promise<unknown[]> =>
  (await requestsOf(page)).filter(({ method }) => method === 'edit').map(({ params }) => params);

export const documentOf = (page: Page) => page.evaluate(() => window.host.document);

export const textBox = (page: Page, name: string | RegExp): Locator => page.getByRole('textbox', { name });

export const step = (page: Page, id: string): Locator => page.locator(`[data-step="${id}"]`);

/** Picks an option of a list by its text. */
export async function pick(page: Page, field: string, option: string | RegExp): Promise<void> {
  const list = page.getByRole('combobox', { name: field, exact: true });
  const label = await list.locator('option', { hasText: option }).first().textContent();
  await list.selectOption({ label: label ?? '' });
}

/** Where the caret stands in the input that has the focus. */
export const caretOf = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
      ? focused.selectionStart
      : null;
  });

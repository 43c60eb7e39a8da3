import type { Locator, Page } from 'playwright-core';

/** What the wizard has asked of the host so far. */
export const requestsOf = (page: Page) => page.evaluate(() => window.host.requests);

/** The edits it has sent, one entry a request. */
export const editsOf = async (page: Page): Promise<unknown[]> =>
  (await requestsOf(page)).filter(({ method }) => method === 'edit').map(({ params }) => params);

export const documentOf = (page: Page) => page.evaluate(() => window.host.document);

export const textBox = (page: Page, name: string | RegExp): Locator => page.getByRole('textbox', { name });

export const step = (page: Page, id: string): Locator => page.locator(`[data-step="${id}"]`);

/** Picks an option of a dropdown by its text. */
export async function pick(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Where the caret stands in the input that has the focus, through the toolkit's shadow root. */
export const caretOf = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement?.shadowRoot?.activeElement;
    return focused instanceof HTMLInputElement ? focused.selectionStart : null;
  });

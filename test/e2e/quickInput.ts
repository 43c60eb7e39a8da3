import { type Locator, type Page } from 'playwright-core';

/** The input at the top of the window: command palette, quick pick, input box and the browser's file dialogs. */
/** In milliseconds. */
interface Patience {
  readonly timeout?: number;
}

export class QuickInput {
  private readonly widget: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
  }

  rows(): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row');
  }

  private input(): Locator {
    return this.widget.locator('input[type="text"], .monaco-inputbox input').first();
  }

  async fill(text: string, options: Patience = {}): Promise<void> {
    await this.input().waitFor(options);
    await this.input().fill(text, options);
  }

  /** Clicks the row whose text holds this. Enter would take the focused row, which need not be it while results arrive. */
  async choose(text: string, options: Patience = {}): Promise<void> {
    await this.rows().filter({ hasText: text }).first().click(options);
  }

  /** Sets or clears the mark of a row where several can be chosen. */
  async toggle(text: string): Promise<void> {
    await this.rows().filter({ hasText: text }).locator('input[type="checkbox"], .monaco-checkbox').first().click();
  }

  /** Presses the button that takes all marked rows. */
  async confirm(): Promise<void> {
    await this.widget.getByRole('button', { name: 'OK' }).click();
    await this.widget.waitFor({ state: 'hidden' });
  }

  async accept(text?: string): Promise<void> {
    if (text === undefined) return this.page.keyboard.press('Enter');
    await this.fill(text);
    // Wherever the focus has gone meanwhile.
    return this.input().press('Enter');
  }

  /** Answers a dialog for a file or folder. It lists its folder before it listens, and completes what is typed. */
  async acceptPath(path: string): Promise<void> {
    const input = this.widget.locator('input[type="text"], .monaco-inputbox input').first();
    await this.rows().filter({ hasText: '..' }).first().waitFor();
    while ((await input.inputValue()) !== path) {
      await input.fill(path);
      await this.page.waitForTimeout(100);
    }
    await this.widget.locator('.quick-input-action .monaco-button').first().click();
    await this.widget.waitFor({ state: 'hidden' });
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }
}

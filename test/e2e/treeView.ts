import { type Locator, type Page } from 'playwright-core';

type Click = NonNullable<Parameters<Locator['click']>[0]>;

/** A tree view of the side bar, by its name. Its list holds only the rows in sight, so a search scrolls. */
export class TreeView {
  private readonly list: Locator;

  constructor(
    private readonly page: Page,
    label: string,
  ) {
    this.list = page.locator(`.pane-body .monaco-list[aria-label="${label}"]`);
  }

  /** Rows in sight with exactly this label; descriptions do not count. */
  row(label: string): Locator {
    const exactly = new RegExp(`^${label.replaceAll(/[^\w\s]/g, '\\$&')}$`);
    return this.list
      .locator('.monaco-list-row')
      .filter({ has: this.page.locator('.label-name').filter({ hasText: exactly }) });
  }

  /** The labels of the rows in sight, from top to bottom, without descriptions. */
  async labels(): Promise<string[]> {
    await this.list.locator('.monaco-list-row').first().waitFor();
    return this.list.locator('.monaco-list-row .label-name').allInnerTexts();
  }

  /**
   * Waits for a row, scrolling down from the top until it comes in sight; and again from the top, for a tree that fills may
   * have put it where the search has been.
   */
  async find(label: string): Promise<Locator> {
    const row = this.row(label).first();
    await this.list.locator('.monaco-list-row').first().waitFor();
    for (const until = Date.now() + 30_000; Date.now() < until;) if (await this.isInSightFromTop(row)) return row;
    throw new Error(`No row "${label}" in the tree, which ends with: ${(await this.labels()).join(', ')}`);
  }

  /** Opens a row and waits until its children have come. Rows move while the tree fills, so that a click may miss. */
  async expand(label: string): Promise<void> {
    const open = this.row(label).and(this.page.locator('[aria-expanded="true"]'));
    for (let tries = 4; ; tries--) {
      const row = await this.find(label);
      if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
      try {
        return await open.waitFor({ timeout: 8_000 });
      } catch (error) {
        if (tries === 1) throw error;
      }
    }
  }

  /** Clicks a row that does something at once, and may be gone then. */
  async activate(label: string): Promise<void> {
    await (await this.find(label)).click();
  }

  async select(label: string): Promise<void> {
    await this.click(label, {}, () => Promise.resolve());
  }

  /** Adds a row of a tree that has filled to those that are selected. A second click would take it out again. */
  async selectAlso(label: string): Promise<void> {
    await (await this.find(label)).click({ modifiers: ['ControlOrMeta'] });
    await this.row(label).and(this.list.locator('.monaco-list-row.selected')).waitFor();
  }

  /** The titles in a row's context menu; the menu stays open. */
  async menuOf(label: string): Promise<string[]> {
    await this.click(label, { button: 'right' }, () => this.page.keyboard.press('Escape'));
    const items = this.page.locator('.monaco-menu .action-item .action-label:not(.separator)');
    await items.first().waitFor();
    return items.allInnerTexts();
  }

  /** Opens a row's context menu and chooses an item by its title. A menu that has just opened ignores the mouse button. */
  async chooseFromMenu(label: string, title: string): Promise<void> {
    await this.menuOf(label);
    const menu = this.page.locator('.monaco-menu');
    await menu.getByText(title, { exact: true }).hover();
    await menu.locator('.action-item.focused').filter({ hasText: title }).waitFor();
    await this.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'detached' });
  }

  /** A button of the view's title bar, by its name; it shows while the pointer is over the view. */
  async pressTitleButton(name: string): Promise<void> {
    const pane = this.page.locator('.pane').filter({ has: this.list });
    await pane.hover();
    await this.page.locator('.sidebar').getByRole('button', { name, exact: true }).click();
  }

  /**
   * Clicks a row. While the tree fills, another one may move under the pointer in just that moment: whichever was hit has
   * the focus, so it is seen, taken back, and tried again.
   */
  private async click(label: string, options: Click, takeBack: () => Promise<void>): Promise<void> {
    for (let tries = 4; ; tries--) {
      await (await this.find(label)).click(options);
      if (await this.isInSight(this.row(label).and(this.focused()), 10_000)) return;
      if (tries === 1)
        throw new Error(`A click on the row "${label}" hits others: ${await this.focused().innerText()}`);
      await takeBack();
    }
  }

  private async isInSightFromTop(row: Locator): Promise<boolean> {
    // What is shown beside a row may lie over the list.
    await this.page.mouse.move(0, 0);
    await this.list.hover();
    const height = (await this.list.boundingBox())?.height ?? 400;
    await this.page.mouse.wheel(0, -100_000);
    for (let before = ''; ;) {
      if (await this.isInSight(row)) return true;
      const now = await this.list.innerText();
      if (now === before) return false;
      before = now;
      await this.page.mouse.wheel(0, height / 2);
    }
  }

  private focused(): Locator {
    return this.list.locator('.monaco-list-row.focused');
  }

  private async isInSight(row: Locator, timeout = 150): Promise<boolean> {
    return row.waitFor({ timeout }).then(
      () => true,
      () => false,
    );
  }
}

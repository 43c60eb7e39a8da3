import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { launchBrowser } from '../../build/browser.mjs';
import { QuickInput } from './quickInput';
import { type Server, type ServerOptions, startServer } from './server';
import { TreeView } from './treeView';

const screenshots = resolve(import.meta.dirname, '../../.scratch/screenshots');

/** The names of color themes in the theme picker, and the class the workbench wears with each. */
const themes = {
  dark: { name: 'Dark Modern', className: 'vs-dark' },
  light: { name: 'Light Modern', className: 'vs' },
  highContrast: { name: 'Dark High Contrast', className: 'hc-black' },
  highContrastLight: { name: 'Light High Contrast', className: 'hc-light' },
} as const;

export interface WorkbenchOptions extends ServerOptions {
  /** CSS pixels, without the second view of the sidebar; 1280 × 800 unless told. */
  viewport?: { width: number; height: number };
}

/** What the second view of the sidebar takes from the first, in CSS pixels. */
const secondView = 250;

/** A person in front of VS Code: what they can open, click, type and see. Every wait ends by itself, in time or in error. */
export class Workbench {
  readonly quickInput: QuickInput;
  /** What the browser refused because of a content security policy, the workbench's own or a webview's. */
  readonly policyBreaches: string[] = [];

  private constructor(
    readonly page: Page,
    readonly server: Server,
    private readonly browser: Browser,
    private readonly options: WorkbenchOptions,
  ) {
    this.quickInput = new QuickInput(page);
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.policyBreaches.push(message.text());
    });
  }

  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const server = await startServer(options);
    const browser = await launchBrowser();
    const { width, height } = options.viewport ?? { width: 1280, height: 800 };
    const page = await browser.newPage({ viewport: { width, height: height + secondView } });
    // What is waited for comes at last, however busy the machine is.
    page.setDefaultTimeout(60_000);
    const workbench = new Workbench(page, server, browser, options);
    await workbench.reload();
    return workbench;
  }

  /** Loads the window again, as "Developer: Reload Window" does: a new extension host, the same profile. */
  async reload(): Promise<void> {
    await this.page.goto(this.server.url, { waitUntil: 'domcontentloaded' });
    await this.isLoaded();
  }

  /** Reloads the moment the status bar says something while `work` is done; from within, so that nothing comes between. */
  async reloadOnStatus(text: string, work: () => Promise<void>): Promise<void> {
    const loading = this.page.waitForEvent('framenavigated', (frame) => frame === this.page.mainFrame());
    await this.page.evaluate(`new MutationObserver((_, observer) => {
      if (!document.querySelector('.statusbar')?.textContent.includes(${JSON.stringify(text)})) return;
      observer.disconnect();
      location.reload();
    }).observe(document.body, { childList: true, characterData: true, subtree: true })`);
    await work();
    await loading;
    await this.isLoaded();
  }

  private async isLoaded(): Promise<void> {
    await this.page.locator('.monaco-workbench .activitybar .action-item').first().waitFor({ timeout: 60_000 });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  /**
   * Opens a view container of the activity bar by its title; one that is open stays so. After a reload, one may open by
   * itself in the moment of the click, which then closes it; so it is tried again.
   */
  async openContainer(title: string): Promise<void> {
    const item = this.page
      .locator('.activitybar .action-item')
      .filter({ has: this.page.locator(`a[aria-label^="${title}"]`) });
    await item.waitFor({ timeout: 60_000 });
    for (let tries = 4; ; tries--) {
      const classes = (await item.getAttribute('class')) ?? '';
      if (!classes.split(' ').includes('checked')) await item.click();
      try {
        return await this.page
          .locator('.sidebar .composite.title')
          .filter({ hasText: title })
          .waitFor({ timeout: 8_000 });
      } catch (error) {
        if (tries === 1) throw error;
      }
    }
  }

  tree(label: string): TreeView {
    return new TreeView(this.page, label);
  }

  /**
   * Runs a command by its full title in the palette, such as "Azure Arc: Refresh". The palette closes when something
   * else takes the focus just then, and knows an extension's commands only a while after the start; so it is tried again.
   */
  async runCommand(title: string): Promise<void> {
    for (let tries = 5; ; tries--) {
      try {
        await this.page.keyboard.press('F1');
        await this.quickInput.fill(`>${title}`, { timeout: 3_000 });
        await this.quickInput.choose(title, { timeout: 3_000 });
        return;
      } catch (error) {
        if (tries === 1) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** The content of the webview in the active editor. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** A page in a browser of the person's own, which believes every certificate. */
  async newBrowserPage(): Promise<Page> {
    const context = await this.browser.newContext({ ignoreHTTPSErrors: true });
    return context.newPage();
  }

  modal(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Presses a button of the modal dialog and waits until the dialog is gone. */
  async answer(button: string): Promise<void> {
    await this.modal().getByRole('button', { name: button, exact: true }).click();
    await this.modal().waitFor({ state: 'detached' });
  }

  notification(text: string): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  editorTab(name: string): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  statusBar(text: string): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** Changes user settings and reloads: the server does not watch its settings file. */
  async setSettings(settings: Record<string, unknown>): Promise<void> {
    this.server.setSettings({ ...this.options.settings, ...settings });
    await this.reload();
  }

  /** Chooses a color theme, under everything that is open. */
  async setTheme(theme: keyof typeof themes): Promise<void> {
    const { name, className } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.fill(name);
    await this.quickInput.choose(name);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Saves a picture of the window in `.scratch/screenshots`, which git ignores. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }
}

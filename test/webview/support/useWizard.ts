import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../../../build/browser.mjs';
import type { Scenario } from './scenario';
import { choices, completeDocument } from './samples';
import { type Site, startSite } from './site';
import { type Theme } from './themes';

interface Options extends Partial<Scenario> {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

export type Open = (options?: Options) => Promise<Page>;

/** Opens wizards in one browser; after each test every page must have kept the policy and thrown nothing. */
export function useWizard(): { readonly open: Open } {
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  let site: Site | undefined;
  const pages: { readonly page: Page; readonly errors: string[] }[] = [];

  beforeAll(async () => {
    [browser, site] = await Promise.all([launchBrowser(), startSite()]);
    context = await browser.newContext({ reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(async () => {
    for (const { page, errors } of pages.splice(0)) {
      const violations = await page.evaluate(() => window.host.violations);
      expect({ violations, errors }).toEqual({ violations: [], errors: [] });
      await page.close();
    }
  });

  async function open({ theme = 'vscode-dark', width = 1280, height = 860, ...scenario }: Options = {}): Promise<Page> {
    if (!context || !site) throw new Error('The browser has not started.');
    const page = await context.newPage();
    await page.setViewportSize({ width, height });
    const errors: string[] = [];
    pages.push({ page, errors });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(site.add(theme, { document: completeDocument, choices, ...scenario }));
    await page.waitForSelector('.frame, .unreadable');
    return page;
  }
  return { open };
}

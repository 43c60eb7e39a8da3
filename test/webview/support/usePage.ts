import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../../../build/browser.mjs';
import type {} from './fakePage';
import { type PageParts, type Site, startSite } from './site';
import { type Theme } from './themes';

export interface Look {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

interface Options<S> extends PageParts {
  /** What a test decides before the page starts, unless it decides otherwise. */
  readonly scenario: S;
  /** Is there once the page shows something. */
  readonly ready: string;
}

/** One for all pages of a test file. */
let browserOfFile: Promise<Browser> | undefined;

/** Opens pages in one browser; after each test every page must have kept the policy and thrown nothing. */
export function usePage<S extends object>(parts: Options<S>): (options?: Look & Partial<S>) => Promise<Page> {
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  let site: Site | undefined;
  const pages: { readonly page: Page; readonly errors: string[] }[] = [];

  beforeAll(async () => {
    [browser, site] = await Promise.all([(browserOfFile ??= launchBrowser()), startSite(parts)]);
    context = await browser.newContext({ reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(async () => {
    for (const { page, errors } of pages.splice(0)) {
      const violations = await page.evaluate(() => window.page.violations);
      expect({ violations, errors }).toEqual({ violations: [], errors: [] });
      await page.close();
    }
  });

  return async ({ theme = 'vscode-dark', width = 1280, height = 860, ...scenario } = {}) => {
    if (!context || !site) throw new Error('The browser has not started.');
    const page = await context.newPage();
    await page.setViewportSize({ width, height });
    const errors: string[] = [];
    pages.push({ page, errors });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(site.add(theme, { ...parts.scenario, ...scenario }));
    await page.waitForSelector(parts.ready);
    return page;
  };
}

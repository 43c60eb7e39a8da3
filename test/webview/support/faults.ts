import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof Axe;
  }
}

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical in a page, one line each. */
export async function faults(page: Page, exclude: string[] = []): Promise<string[]> {
  // The debugger evaluates it, so the page's policy is not asked.
  await page.evaluate(await source);
  return page.evaluate(async (without) => {
    const { violations } = await window.axe.run(
      { include: ['html'], exclude: without },
      { resultTypes: ['violations'] },
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary}`),
      );
  }, exclude);
}

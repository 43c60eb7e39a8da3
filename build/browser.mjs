import { findBrowser } from './debian.mjs';

export { findBrowser };

/** Starts the machine's Chromium without a window, for playwright to drive. */
export async function launchBrowser() {
  const { chromium } = await import('playwright-core');
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('Chromium was not found. On Debian: apt-get install chromium');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}

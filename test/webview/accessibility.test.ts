import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { emptySite } from '../../src/planning/site/emptySite';
import { faults } from './support/faults';
import { step } from './support/reading';
import { brokenDocument } from './support/samples';
import { themes } from './support/themes';
import { useWizard } from './support/useWizard';

const { open } = useWizard();
const stepIds = ['targets', 'connection', 'azure', 'network', 'identity', 'scenarios', 'review'];

async function faultsOnSteps(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const id of stepIds) {
    await step(page, id).click();
    // The script is the same on every step, and much to look at.
    const exclude = id === 'targets' ? [] : ['.code'];
    found.push(...(await faults(page, exclude)).map((fault) => `${id}: ${fault}`));
  }
  return found;
}

test.each(themes)('no step has a serious fault in %s', async (theme) => {
  expect(await faultsOnSteps(await open({ theme }))).toEqual([]);
});

test.each(['vscode-light', 'vscode-high-contrast'] as const)(
  'no step has a serious fault in %s with errors everywhere',
  async (theme) => {
    expect(await faultsOnSteps(await open({ theme, document: brokenDocument }))).toEqual([]);
  },
);

test('has no serious fault on any tab', async () => {
  const page = await open({ uiState: { step: 'network' } });
  for (const tab of ['Windows', 'Endpoints', 'Next steps']) {
    await page.getByRole('tab', { name: tab }).click();
    expect(await faults(page)).toEqual([]);
  }
});

test('tabs work by arrow keys, Home and End, with one stop in the tab order', async () => {
  const page = await open();
  const selected = () => page.getByRole('tab', { selected: true }).innerText();
  await page.getByRole('tab', { name: 'Linux' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await selected()).toBe('Windows');
  await page.keyboard.press('End');
  expect(await selected()).toBe('Next steps');
  expect(await page.getByRole('tabpanel').getByRole('listitem').first().isVisible()).toBe(true);
  await page.keyboard.press('ArrowRight');
  expect(await selected()).toBe('Linux');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  expect(await selected()).toBe('Linux');
  expect(await page.locator('[role=tab][tabindex="0"]').count()).toBe(1);
});

test('the step navigation says which step is current and how each stands', async () => {
  const page = await open({ document: emptySite() });
  const steps = page.getByRole('navigation', { name: 'Steps' });
  expect(await steps.locator('[aria-current="step"]').textContent()).toMatch(/Targets.*complete/);
  expect(await steps.getByRole('button', { name: /^Connection.*to fill in/ }).count()).toBe(1);
  await page.getByRole('button', { name: 'Next: Connection' }).click();
  expect(await steps.locator('[aria-current="step"]').count()).toBe(1);
  expect(await steps.locator('[aria-current="step"]').textContent()).toContain('Connection');
  const heading = page.getByRole('heading', { name: 'How do they reach Azure Arc?' });
  expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
});

test.each([1280, 820, 400, 380])('nothing sticks out at %i px', async (width) => {
  const page = await open({ width, document: brokenDocument });
  for (const id of stepIds) {
    await step(page, id).click();
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const form = document.querySelector('.form');
      return { page: scrollWidth - clientWidth, form: form ? form.scrollWidth - form.clientWidth : -1 };
    });
    expect({ id, ...overflow }).toEqual({ id, page: 0, form: 0 });
  }
});

test('at 1280 × 860 no step has to be scrolled', async () => {
  const page = await open();
  for (const id of stepIds) {
    await step(page, id).click();
    const hidden = await page.locator('.form').evaluate((form) => form.scrollHeight - form.clientHeight);
    expect({ id, hidden }).toEqual({ id, hidden: 0 });
  }
});

test('the selected tab and step stand out in high contrast', async () => {
  const page = await open({ theme: 'vscode-high-contrast' });
  const border = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).borderTopColor);
  expect(await border('.pill')).toBe('rgb(111, 195, 223)');
  expect(await border('.footer')).toBe('rgb(111, 195, 223)');
});

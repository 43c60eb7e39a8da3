import { expect, test } from 'vitest';
import { step } from './support/reading';
import { choices, completeDocument } from './support/samples';
import { useWizard } from './support/useWizard';

const { open } = useWizard();
const stepIds = ['targets', 'connection', 'azure', 'network', 'identity', 'scenarios', 'review'];

// What each of these would do as markup is leave an element or a global behind.
const hostile = `"><img src=x onerror="window.owned=1"><script>window.owned=2</script></script>'\`$(touch /tmp/owned)`;

function poisoned<T>(value: T): T {
  if (typeof value === 'string') return hostile as T;
  if (Array.isArray(value)) return value.map(poisoned) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, poisoned(item) as unknown])) as T;
}

test('hostile text in every value stays text', async () => {
  const document = { ...poisoned(completeDocument), tags: { [hostile]: hostile } };
  const { status, cloud, scenarios } = choices;
  const titles = scenarios.map((scenario) => ({ ...scenario, title: hostile }));
  const page = await open({ document, choices: { ...poisoned(choices), status, cloud, scenarios: titles } });
  for (const id of stepIds) {
    await step(page, id).click();
    expect(await page.locator('img, script:not([nonce]), [onerror]').count()).toBe(0);
  }
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
  expect(await page.locator('.summary').textContent()).toContain(hostile);
});

test('hostile text in a valid document reaches the script as text', async () => {
  // No < > in a tag's name or the core refuses it; its value may be anything.
  const document = { ...completeDocument, tags: { site: hostile } };
  const page = await open({ document, uiState: { step: 'targets' } });
  for (const tab of ['Linux', 'Windows', 'Endpoints', 'Next steps']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator('[role="tabpanel"]:visible', { hasText: /azure/i }).waitFor();
    expect(await page.locator('img, script:not([nonce]), [onerror]').count()).toBe(0);
  }
  expect(await page.locator('.code').first().textContent()).toContain('"><img src');
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test('the preview shows the very bytes of the script', async () => {
  const page = await open();
  const shown = await page.locator('.code').first().textContent();
  const [{ plan }, { readSite }] = await Promise.all([import('../../src/planning'), import('../../src/planning/site')]);
  const { site } = readSite(completeDocument);
  if (!site) throw new Error('The sample is not valid.');
  expect(shown).toBe(plan(site).scripts.find(({ os }) => os === 'linux')?.text);
});

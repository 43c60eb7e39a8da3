import { describe, expect, test } from 'vitest';
import { branches, type Driver, drive, production } from './support';

const machines = "resources | where type =~ 'Microsoft.HybridCompute/machines'";

interface Page {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly totalRecords: number;
  readonly $skipToken?: string;
}

async function ask(
  driver: Driver,
  query: string,
  more: object = {},
): Promise<{ status: number; page: Page; text: string }> {
  const { status, body, text } = await driver.call('POST', '/providers/Microsoft.ResourceGraph/resources', {
    query,
    ...more,
  });
  return { status, page: body as Page, text };
}

describe('Resource Graph of the sample tenant', () => {
  test('projects columns and paths under the names asked for', async () => {
    const { page } = await ask(
      drive(),
      `${machines} | project id, type, resourceGroup, s = properties.status | order by id asc`,
      {
        subscriptions: [branches],
      },
    );
    expect(page.data[0]).toEqual({
      id: expect.stringContaining('/resourceGroups/rg-plants/') as string,
      type: 'microsoft.hybridcompute/machines',
      resourceGroup: 'rg-plants',
      s: 'Connected',
    });
  });

  test('filters by subscription, or asks all', async () => {
    const query = `${machines} | project id`;
    const driver = drive();
    const total = async (more?: object) => (await ask(driver, query, more)).page.totalRecords;
    const [one, other] = [await total({ subscriptions: [production] }), await total({ subscriptions: [branches] })];
    expect([one, other]).toEqual([26, 14]);
    expect(await total()).toBe(40);
    expect(await total({ subscriptions: ['00000000-0000-0000-0000-000000000000'] })).toBe(0);
  });

  test('pages with skip tokens, each row once', async () => {
    const driver = drive();
    const seen: unknown[] = [];
    let token: string | undefined;
    let pages = 0;
    do {
      const options = { $top: 15, ...(token && { $skipToken: token }) };
      const { page } = await ask(driver, `${machines} | project id`, { options });
      seen.push(...page.data.map(({ id }) => id));
      token = page.$skipToken;
      pages++;
    } while (token);
    expect([pages, seen.length, new Set(seen).size]).toEqual([3, 40, 40]);
  });

  test('gives 100 rows unless told', async () => {
    const { page } = await ask(drive(500), `${machines} | project id`);
    expect([page.data.length, page.totalRecords]).toEqual([100, 540]);
  });

  test.each([
    'machines | project id',
    'resources | where name contains "x" | project id',
    `${machines} | summarize count()`,
    `${machines} | project id | where x == 1`,
    `${machines} | project id | order by id asc | limit 3`,
    '',
  ])('answers “%s” as a mistake', async (query) => {
    const { status, text } = await ask(drive(), query);
    expect(status).toBe(400);
    expect(text).toContain('InvalidQuery');
  });

  test.each([{ $top: 1001 }, { $top: 0 }, { $skipToken: 'bm9uc2Vuc2U=' }])(
    'answers %j as a mistake',
    async (options) => {
      expect((await ask(drive(), `${machines} | project id`, { options })).status).toBe(400);
    },
  );
});

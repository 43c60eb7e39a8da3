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

  test('asks several types at once', async () => {
    const types = "'microsoft.hybridcompute/gateways', 'Microsoft.AzureStackHCI/clusters'";
    const { page } = await ask(drive(), `resources | where type in~ (${types}) | project id, type`);
    expect(page.data.map(({ type }) => type).sort()).toEqual([
      'microsoft.azurestackhci/clusters',
      ...Array<string>(3).fill('microsoft.hybridcompute/gateways'),
    ]);
  });

  test('splits by the hash of the id, each row in one part', async () => {
    const driver = drive(60);
    const parts = await Promise.all(
      [0, 1, 2].map((part) =>
        ask(driver, `${machines} | where hash(tolower(id)) % 3 == ${part} | project id | order by id asc`),
      ),
    );
    const counts = parts.map(({ page }) => page.totalRecords);
    expect(Math.min(...counts)).toBeGreaterThan(20);
    expect(new Set(parts.flatMap(({ page }) => page.data.map(({ id }) => id))).size).toBe(100);
  });

  test('takes fifteen requests in five seconds, and says so', async () => {
    const driver = drive();
    const send = () =>
      driver.call('POST', '/providers/Microsoft.ResourceGraph/resources', { query: `${machines} | project id` });
    const quota = ({ status, headers }: Awaited<ReturnType<typeof send>>) => [
      status,
      headers['x-ms-user-quota-remaining'],
      headers['x-ms-user-quota-resets-after'],
    ];
    expect(quota(await send())).toEqual([200, '14', '00:00:05']);
    driver.pass(1.5);
    for (let i = 0; i < 13; i++) await send();
    expect(quota(await send())).toEqual([200, '0', '00:00:04']);
    const refused = await send();
    expect([...quota(refused), refused.headers['retry-after']]).toEqual([429, '0', '00:00:04', '4']);
    driver.pass(3.5);
    expect(quota(await send())).toEqual([200, '14', '00:00:05']);
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

import { expect, test } from 'vitest';
import { ThrottlingLimits } from '../../../src/sample/throttling';
import { machineId, sampleTenant } from '../azure/support';

const path = '/subscriptions/A/resourceGroups/g';

test('a subscription takes 200 writes at once and ten a second, and each kind and subscription has its own', () => {
  const limits = new ThrottlingLimits();
  for (let i = 0; i < 200; i++) expect(limits.refusal('PATCH', path, 0)).toBeUndefined();
  expect(limits.refusal('PUT', path.toLowerCase(), 0)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  expect(limits.refusal('GET', path, 0)).toBeUndefined();
  expect(limits.refusal('PATCH', '/subscriptions/B/x', 0)).toBeUndefined();
  expect(limits.refusal('POST', '/providers/Microsoft.ResourceGraph/resources', 0)).toBeUndefined();
  for (let i = 0; i < 10; i++) expect(limits.refusal('PATCH', path, 1000)).toBeUndefined();
  expect(limits.refusal('PATCH', path, 1000)?.status).toBe(429);
});

test.each([
  ['refuses nothing unless asked', false, 0],
  ['refuses what is too much when asked', true, 10],
])('the tenant %s', async (_, enforcesThrottling, refused) => {
  const tenant = sampleTenant({ enforcesThrottling, now: () => 0 });
  const url = `https://management.azure.com${machineId}?api-version=2025-01-13`;
  const get = () => tenant.handle({ method: 'GET', url, headers: { authorization: 'Bearer sample' } });
  const answers = await Promise.all(Array.from({ length: 260 }, get));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(refused);
});

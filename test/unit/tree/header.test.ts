import { expect, test } from 'vitest';
import { cloudOf, publicCloud } from '../../../src/core';
import { headerOf } from '../../../src/tree/header';

const china = cloudOf('AzureChinaCloud');
const cloud = china.ok ? china.value : undefined;

test.each([
  [{ isSample: false, cloud: publicCloud }, '', undefined],
  [{ isSample: false, cloud: undefined }, '', undefined],
  [{ isSample: true, cloud: publicCloud }, '', 'Sample tenant, not Azure.'],
  [{ isSample: true, cloud }, 'sql', 'Sample tenant, not Azure. Filtered by “sql”.'],
  [{ isSample: false, cloud }, '', 'Azure in China has no Arc gateway: it exists in Azure’s public cloud only.'],
  [{ isSample: false, cloud: publicCloud }, 'sql', 'Filtered by “sql”.'],
])('above the rows stands what they are of, and what is left of them: %#', (shown, filter, expected) => {
  expect(headerOf(shown, filter)).toBe(expected);
});

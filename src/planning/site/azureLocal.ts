import type { AgentCloud } from '../../kernel/knowledge/clouds';
import { readOwnPlace } from './clusters';
import { object, type Reader, text } from './reader';
import type { AzureLocalTarget } from './site';
import { reportUnknownKey } from './unknownKey';

// Source: the name rule of Microsoft.AzureStackHCI/clusters in its API description (2026-03).
const checkName = (name: string): string | undefined =>
  /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/i.test(name)
    ? undefined
    : 'An instance’s name in Azure has at most 40 letters, digits and hyphens, and begins and ends with a letter or digit.';

export const readInstance = (cloud: AgentCloud): Reader<AzureLocalTarget> =>
  object<AzureLocalTarget>(
    { name: text('Name the instance’s resource in Azure.', { check: checkName }), azure: readOwnPlace(cloud) },
    reportUnknownKey,
  );

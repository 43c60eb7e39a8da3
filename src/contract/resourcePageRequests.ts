import type { RequestNames } from './protocol';
import type { resourcePageContract } from './resourcePage';

export const resourcePageRequests: RequestNames<typeof resourcePageContract> = {
  act: true,
  fix: true,
  open: true,
  copy: true,
  keep: true,
  refresh: true,
};

import { completeDocument } from './samples';
import type { PageParts } from './site';
import type { TrafficScenario } from './trafficScenario';
import { usePage } from './usePage';

export const textOf = (change: object = {}): string => JSON.stringify({ ...completeDocument, ...change });

/** Opens traffic views. */
export const useTraffic = (options: Pick<PageParts, 'isPseudo'> = {}) =>
  usePage<TrafficScenario>({
    bundle: 'traffic',
    host: 'fakeTraffic',
    ready: '.traffic, .problem',
    scenario: { text: textOf() },
    ...options,
  });

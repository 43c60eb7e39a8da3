import { completeDocument } from './samples';
import type { TrafficScenario } from './trafficScenario';
import { usePage } from './usePage';

export const textOf = (change: object = {}): string => JSON.stringify({ ...completeDocument, ...change });

/** Opens traffic views. */
export const useTraffic = () =>
  usePage<TrafficScenario>({
    bundle: 'traffic',
    host: 'fakeTraffic',
    ready: '.traffic, .problem',
    scenario: { text: textOf() },
  });

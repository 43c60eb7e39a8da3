import data from '../data/podStates.json';

/** What a listing says of an agent’s pod. `status`: absent for a deployment. */
interface PodSummary {
  readonly name: string;
  readonly ready: number;
  readonly total: number;
  readonly status?: string;
  readonly ageSeconds: number | undefined;
}

/** What a pod that isn’t ready waits for, as `cluster.imagePull`. Undefined if it is ready, has ended, or has just begun. */
export function podClass({ name, ready, total, ageSeconds, ...row }: PodSummary): string | undefined {
  const status = row.status?.toLowerCase();
  if (status === undefined ? ready >= total : status === 'running' && ready >= total) return undefined;
  const state = (status ?? '').replace(/^init:/, '');
  if (isOneOf(data.ended, state)) return undefined;
  const known = data.classes.find(({ states }) => isOneOf(states, state));
  if (known?.fails === true) return known.id;
  if (ageSeconds !== undefined && ageSeconds < data.waitMinutes * 60) return undefined;
  if (known) return known.id;
  const waits = state === 'containercreating' && data.waitForIdentity.some((each) => name.startsWith(each));
  return waits ? data.identity.id : data.notReady.id;
}

const isOneOf = (states: readonly string[], state: string): boolean =>
  states.some((each) => each.toLowerCase() === state);

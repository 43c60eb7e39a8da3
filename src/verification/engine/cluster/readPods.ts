import { isRecord } from '../../../kernel/isRecord';
import { isoTime } from '../../../kernel/isoTime';

/** A pod as `kubectl get pods` sums it up. */
export interface AgentPod {
  readonly name: string;
  readonly ready: number;
  readonly total: number;
  readonly status: string;
  /** Undefined without a time of creation that can be read. */
  readonly ageSeconds: number | undefined;
  /** Of the scheduler or the kubelet. */
  readonly message?: string;
}

/** Undefined if it isn’t a list. `now`: Unix time in milliseconds. */
export function readPods(value: unknown, now: number): readonly AgentPod[] | undefined {
  if (!isRecord(value) || !Array.isArray(value.items)) return undefined;
  return value.items.flatMap((item: unknown) => podOf(item, now) ?? []);
}

function podOf(item: unknown, now: number): AgentPod | undefined {
  const { metadata, spec, status } = fields(item);
  const { name, creationTimestamp, deletionTimestamp } = fields(metadata);
  if (typeof name !== 'string') return undefined;
  const { phase, reason, containerStatuses, initContainerStatuses, conditions } = fields(status);
  const containers = list(containerStatuses);
  const waiting = [...list(initContainerStatuses).map(initState), ...containers.map(containerState)].find(
    (each) => each !== undefined,
  );
  const unscheduled = list(conditions).find((each) => each.type === 'PodScheduled' && each.status === 'False');
  const message = [waiting?.message, unscheduled?.message].find((each) => typeof each === 'string');
  return {
    name,
    ready: containers.filter(({ ready }) => ready === true).length,
    total: Math.max(list(fields(spec).containers).length, containers.length),
    status:
      deletionTimestamp === undefined ? (waiting?.reason ?? textOf(reason) ?? textOf(phase) ?? '') : 'Terminating',
    ageSeconds: ageOf(creationTimestamp, now),
    ...(typeof message === 'string' && { message }),
  };
}

interface NotRunning {
  readonly reason: string;
  readonly message?: unknown;
}

/** Why a container doesn’t run; undefined if it does, or has ended well. */
function containerState({ state }: Fields): NotRunning | undefined {
  const { waiting, terminated } = fields(state);
  for (const each of [waiting, terminated]) {
    const { reason, message, exitCode } = fields(each);
    if (typeof reason === 'string' && exitCode !== 0) return { reason, message };
  }
  return undefined;
}

function initState(status: Fields): NotRunning | undefined {
  const found = containerState(status);
  return found && { ...found, reason: `Init:${found.reason}` };
}

function ageOf(created: unknown, now: number): number | undefined {
  const at = typeof created === 'string' ? isoTime(created) : undefined;
  return at === undefined ? undefined : Math.max(0, (now - at) / 1000);
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (isRecord(value) ? value : {});
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fields) : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

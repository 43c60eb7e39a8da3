import { type ArcError, asArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import { isUsable } from '../kernel/knowledge/gatewayState';
import { type Gateway, parseResourceId } from '../kernel/resources';
import type { GatewayApi, GatewayOperation } from '../kernel/gatewayApi';
import { gatewayMissing, gatewayNotReady, gatewayRemains, operationLost } from './errors';

interface PollOptions {
  readonly clock: Clock;
  /** Azure’s state; undefined while unreachable. */
  readonly report: (state: string | undefined) => void;
  /** Milliseconds before giving up. */
  readonly ceiling: number;
}

const secondsBetweenTries = 60;

/** Survives outages. Returns the gateway, undefined after a deletion; throws `OperationFailed` if it failed or was lost. */
export async function pollUntilDone(
  api: Pick<GatewayApi, 'follow'>,
  operation: GatewayOperation,
  { clock, report, ceiling }: PollOptions,
  signal: AbortSignal,
): Promise<Gateway | undefined> {
  const limit = new AbortController();
  const either = AbortSignal.any([signal, limit.signal]);
  let isLost = false;
  const lose = (): void => {
    isLost = true;
    limit.abort();
  };
  clock.sleep(Math.max(0, ceiling), either).then(lose, () => undefined);
  try {
    return judged(
      operation,
      await throughOutages(() => api.follow(operation, report, either), { clock, report }, either),
    );
  } catch (thrown) {
    if (!isLost) throw thrown;
    throw operationLost(nameOf(operation), thrown);
  } finally {
    limit.abort();
  }
}

/** Whether it is Azure's result; other failures of a poll may be temporary. */
export const isResultOfOperation = ({ code }: ArcError): boolean => code === 'OperationFailed' || code === 'NotFound';

async function throughOutages<T>(
  work: () => Promise<T>,
  { clock, report }: Pick<PollOptions, 'clock' | 'report'>,
  signal: AbortSignal,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      const { failure } = asArcError(thrown);
      if (failure.code !== 'Unreachable' && failure.code !== 'Throttled') throw thrown;
      report(undefined);
      const seconds = failure.code === 'Throttled' ? failure.retryAfterSeconds : secondsBetweenTries;
      await clock.sleep(Math.max(1, seconds) * 1000, signal);
    }
  }
}

/** Azure may report success wrongly, so the actual state decides. */
function judged(operation: GatewayOperation, gateway: Gateway | undefined): Gateway | undefined {
  const problem = problemOf(operation, gateway);
  if (problem) throw problem;
  return gateway;
}

function problemOf(operation: GatewayOperation, gateway: Gateway | undefined): ArcError | undefined {
  const name = nameOf(operation);
  if (operation.kind === 'delete') return gateway && gatewayRemains(name, gateway.state, operation);
  if (!gateway) return gatewayMissing(name, operation);
  return isUsable(gateway) ? undefined : gatewayNotReady(name, gateway.state);
}

function nameOf({ gatewayId }: GatewayOperation): string {
  const parts = parseResourceId(gatewayId);
  return parts.ok ? parts.value.name : gatewayId;
}

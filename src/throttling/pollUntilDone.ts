import * as l10n from '@vscode/l10n';
import { ArcError, asArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import { type Gateway, parseResourceId } from '../kernel/resources';
import type { GatewayApi, GatewayOperation } from '../kernel/gatewayApi';

interface PollOptions {
  readonly clock: Clock;
  /** Azure’s state; undefined while unreachable. */
  readonly report: (state: string | undefined) => void;
  /** Milliseconds before giving up. */
  readonly ceiling: number;
}

const secondsBetweenTries = 60;

/** Survives outages. Returns the gateway, undefined after a deletion; throws `Conflict` if it failed or was lost. */
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
    const message = l10n.t`Azure hasn’t reported the state of ${nameOf(operation)} for hours. Check the gateway’s activity log in the portal, then refresh.`;
    throw new ArcError({ code: 'Conflict' }, message, { cause: thrown });
  } finally {
    limit.abort();
  }
}

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
  if (problem === undefined) return gateway;
  const advice = l10n.t('Refresh to see the current state, then try again.');
  throw new ArcError({ code: 'Conflict' }, `${problem} ${advice}`);
}

function problemOf(operation: GatewayOperation, gateway: Gateway | undefined): string | undefined {
  const name = nameOf(operation);
  if (operation.kind === 'delete') {
    if (!gateway) return undefined;
    return operation.isUnanswered
      ? l10n.t`Azure didn’t respond to the request to delete the gateway ${name}, and it still exists (${gateway.state}).`
      : l10n.t`Azure reports that the gateway ${name} was deleted, but it still exists (${gateway.state}).`;
  }
  if (!gateway) {
    return operation.isUnanswered
      ? l10n.t`Azure didn’t respond to the request to create the gateway ${name}, and it doesn’t exist.`
      : l10n.t`Azure reports that the gateway ${name} was created, but it doesn’t exist.`;
  }
  return gateway.state.toLowerCase() === 'succeeded'
    ? undefined
    : l10n.t`The gateway ${name} wasn’t created successfully: its state is ${gateway.state}.`;
}

function nameOf({ gatewayId }: GatewayOperation): string {
  const parts = parseResourceId(gatewayId);
  return parts.ok ? parts.value.name : gatewayId;
}

import { ArcError, asArcError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import { type Gateway, parseResourceId } from '../kernel/resources';
import type { GatewayApi, GatewayOperation } from '../kernel/gatewayApi';

interface PollOptions {
  readonly clock: Clock;
  /** Told Azure's word for the state; undefined while Azure cannot be reached. */
  readonly report: (state: string | undefined) => void;
  /** Milliseconds after which the operation is given up as lost. */
  readonly ceiling: number;
}

const secondsBetweenTries = 60;

/**
 * Follows an operation to its end through whatever happens to the way to Azure in the hours it may take. Returns the
 * gateway that is there then, undefined after a deletion; throws `Conflict` when the operation failed or was lost.
 */
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
    const message = `Azure has not said for hours how it is going with ${nameOf(operation)}. Look at the gateway’s activity log in the portal, then refresh.`;
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

/** Azure may call an operation a success and leave something else behind; what is there decides. */
function judged(operation: GatewayOperation, gateway: Gateway | undefined): Gateway | undefined {
  const name = nameOf(operation);
  const fails = (what: string): ArcError =>
    new ArcError({ code: 'Conflict' }, `${what} Refresh to see what is in place, then try again.`);
  const said = (done: string): string =>
    operation.isUnanswered
      ? `Azure did not answer the request to ${operation.kind} the gateway ${name}, and`
      : `Azure says that it has ${done} the gateway ${name}, but`;
  if (operation.kind === 'delete') {
    if (gateway) throw fails(`${said('deleted')} it is still there (${gateway.state}).`);
    return undefined;
  }
  if (!gateway) throw fails(`${said('created')} it is not there.`);
  if (gateway.state.toLowerCase() !== 'succeeded')
    throw fails(`The gateway ${name} was not created as it should: its state is ${gateway.state}.`);
  return gateway;
}

function nameOf({ gatewayId }: GatewayOperation): string {
  const parts = parseResourceId(gatewayId);
  return parts.ok ? parts.value.name : gatewayId;
}

import * as l10n from '@vscode/l10n';
import { type ArcError, asArcError, canceled } from '../../kernel/errors';
import type { Clock } from '../../kernel/clock';
import type { ArcApi, RequestPacer } from '../../kernel/ports';
import { AgentOfItem } from './agentOfItem';
import type { Agents } from './agents';
import { type AssociationState, gatewayNameIn, isReached, isSameGateway, isSameState } from './goal';
import type { ItemResult } from './journal';
import type { PlannedItem } from './planAssociation';
import { readState } from './readState';
import { isForAzure, isReversible, isTaken, sendStep } from './stepKinds';
import type { AssociationStep } from './steps';

export type AssociationApi = Pick<
  ArcApi,
  'association' | 'associate' | 'setClusterGateway' | 'clusterGateway' | 'pacers'
>;

export interface ItemContext {
  readonly api: AssociationApi;
  /** Required for items with a `connectionType`. */
  readonly agents?: Agents | undefined;
  readonly clock: Clock;
  readonly pace: { readonly reads: RequestPacer; readonly writes: RequestPacer };
  /** Cancels only before the first write. */
  readonly signal: AbortSignal;
  /** Limits work that can't be canceled. */
  readonly timeoutSignal: () => AbortSignal;
  /** An interrupted session may have written this item. */
  readonly wasSent: boolean;
  /** Writes the journal line before sending. */
  readonly intend: (step: AssociationStep) => Promise<void>;
  readonly isFatalForRun: (error: ArcError) => boolean;
}

export type ItemOutcome = Omit<ItemResult, 'at' | 'milliseconds'>;

const maxReads = 3;
const readInterval = 2000;
const maxSends = 3;

/**
 * Skips a resource that someone else changed after the plan. Throws `Canceled` before the first write, and errors
 * fatal for the run.
 */
export function performItem(item: PlannedItem, context: ItemContext): Promise<ItemOutcome> {
  return perform(item, { ...context, agent: new AgentOfItem(item.resource, context.agents) });
}

type Context = ItemContext & { readonly agent: AgentOfItem };

async function perform(item: PlannedItem, context: Context): Promise<ItemOutcome> {
  const before = await readStateUntil(item, context, 1, context.signal);
  if (!before.ok) return cannotRead(before.error, context);
  const seen = before.state;
  if (isReached(seen, item.wanted)) return { status: context.wasSent ? 'done' : 'already', after: seen };
  const isExpected = [item.before, item.wanted].some(({ gatewayId }) => isSameGateway(gatewayId, seen.gatewayId));
  if (!isExpected) return changedMeanwhile(item, seen);

  const failure = await takeSteps(item, seen, context);
  const after = await readStateUntil(item, context, failure === undefined ? maxReads : 1, context.timeoutSignal());
  if (after.ok && isReached(after.state, item.wanted)) return { status: 'done', after: after.state };
  if (!after.ok && context.isFatalForRun(after.error)) throw after.error;
  if (failure?.code === 'Canceled' && context.signal.aborted && after.ok && isSameState(after.state, seen)) {
    return { status: 'failed', code: 'Canceled', reason: l10n.t('Canceled while Azure asked to wait.'), after: seen };
  }
  return failed(item, failure, after);
}

type StateReading =
  { readonly ok: true; readonly state: AssociationState } | { readonly ok: false; readonly error: ArcError };

/** Azure may show an accepted change late. */
async function readStateUntil(
  item: PlannedItem,
  context: Context,
  tries: number,
  signal: AbortSignal,
): Promise<StateReading> {
  try {
    for (let left = tries; ; left--) {
      const state = await readAll(item, context, signal);
      if (left <= 1 || isReached(state, item.wanted)) return { ok: true, state };
      await context.clock.sleep(readInterval, signal);
    }
  } catch (error) {
    return { ok: false, error: asArcError(error) };
  }
}

async function readAll(
  { resource, before }: PlannedItem,
  { api, pace, agent }: Context,
  signal: AbortSignal,
): Promise<AssociationState> {
  const state = await readState(resource, api, pace.reads, signal);
  return before.connectionType === undefined ? state : { ...state, connectionType: await agent.connectionType(signal) };
}

/** Rolls back on failure. Cancels only before the first step. */
async function takeSteps(item: PlannedItem, seen: AssociationState, context: Context): Promise<ArcError | undefined> {
  const taken: AssociationStep[] = [];
  let isSent = false;
  for (const step of item.steps.filter((each) => !isTaken(each, seen))) {
    try {
      const signal = isSent ? context.timeoutSignal() : context.signal;
      await sendUntilAnswered(item, step, context, () =>
        send(item, step, 'to', context, signal, () => {
          isSent = true;
        }),
      );
      taken.push(step);
    } catch (thrown) {
      const error = asArcError(thrown);
      if (!isSent || context.isFatalForRun(error)) throw error;
      await rollBack(item, taken, context);
      return error;
    }
  }
  return undefined;
}

/**
 * Retries after a broken connection, unless a read shows that the write succeeded. Throws if that read fails, which is
 * fatal for the run.
 */
async function sendUntilAnswered(
  item: PlannedItem,
  step: AssociationStep,
  context: Context,
  send: () => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (thrown) {
      if (!isForAzure(step) || asArcError(thrown).code !== 'Unreachable' || tries === maxSends) throw thrown;
      if (await waitUntilTaken(item, step, context)) return;
    }
  }
}

async function waitUntilTaken(item: PlannedItem, step: AssociationStep, context: Context): Promise<boolean> {
  for (let left = maxReads; ; left--) {
    if (isTaken(step, await readAll(item, context, context.timeoutSignal()))) return true;
    if (left === 1) return false;
    await context.clock.sleep(readInterval, context.timeoutSignal());
  }
}

/** Best effort; the final read shows what remains. */
async function rollBack(item: PlannedItem, taken: readonly AssociationStep[], context: Context): Promise<void> {
  for (const step of taken.toReversed()) {
    if (!isReversible(step)) return;
    try {
      await send(item, step, 'from', context, context.timeoutSignal(), () => undefined);
    } catch (thrown) {
      const error = asArcError(thrown);
      if (context.isFatalForRun(error)) throw error;
      return;
    }
  }
}

/** One journal line, even if throttling repeats the write. */
function send(
  item: PlannedItem,
  step: AssociationStep,
  side: 'to' | 'from',
  { api, agent, pace, intend, timeoutSignal }: Context,
  signal: AbortSignal,
  onSend: () => void,
): Promise<void> {
  const { id } = item.resource;
  let isNoted = false;
  const write = async (): Promise<void> => {
    if (!isNoted) await intend(step);
    isNoted = true;
    onSend();
    return sendStep(step, side, { id, api, agent }, timeoutSignal());
  };
  if (isForAzure(step)) return pace.writes.run(write, signal);
  return signal.aborted ? Promise.reject(canceled()) : write();
}

function cannotRead(error: ArcError, { signal, isFatalForRun }: ItemContext): ItemOutcome {
  if ((error.code === 'Canceled' && signal.aborted) || isFatalForRun(error)) throw error;
  return { status: 'failed', code: error.code, failure: { ...error.failure }, reason: reasonOf(error) };
}

const changedMeanwhile = (item: PlannedItem, after: AssociationState): ItemOutcome => ({
  status: 'changed',
  after,
  reason: l10n.t`The gateway was ${gatewayNameIn(item.before.gatewayId)} in the plan and is ${gatewayNameIn(after.gatewayId)} now. Someone else changed it, so this run left it unchanged.`,
});

function failed(item: PlannedItem, failure: ArcError | undefined, after: StateReading): ItemOutcome {
  const now = after.ok ? { after: after.state } : {};
  const code = failure?.code ?? 'OperationFailed';
  const happened = failure ? reasonOf(failure) : l10n.t('Azure accepted the change.');
  const reason = `${happened} ${whatIsThere(item, failure, after)}`.trim();
  return { status: 'failed', code, ...(failure && { failure: { ...failure.failure } }), reason, ...now };
}

function whatIsThere(item: PlannedItem, failure: ArcError | undefined, after: StateReading): string {
  if (!after.ok) return l10n.t`The current state could not be read: ${reasonOf(after.error)}`;
  if (isSameState(after.state, item.before)) {
    return failure ? '' : l10n.t('But the state is unchanged. If it stays that way, someone or something resets it.');
  }
  return l10n.t('The state is now neither the previous nor the planned one. Create the plan again.');
}

const reasonOf = (error: ArcError): string =>
  error.code === 'Canceled' ? l10n.t('Azure did not answer in time.') : error.message;

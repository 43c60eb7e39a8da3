import * as v from 'valibot';
import { canceled } from '../kernel/errors';
import { type Arm, type ArmResponse, type ArmRequest, readBody } from './arm';
import { operationFailed, type Purpose } from './errors';
import { isTransition, readArmError } from './responseErrors';
import { retryAfter } from './retryAfter';

const operationStatus = v.object({ status: v.string() });

const defaultPollSeconds = 5;

/** A status with the state in its body, or a result that is 202 until done. */
export interface OperationLink {
  readonly link: string;
  readonly kind: 'status' | 'result';
}

/** Prefers `Azure-AsyncOperation` to `Location`; undefined if already done. */
export function operationLinkOf(answer: ArmResponse): OperationLink | undefined {
  const status = answer.header('azure-asyncoperation');
  if (status) return { link: status, kind: 'status' };
  const result = answer.status === 201 || answer.status === 202 ? answer.header('location') : undefined;
  return result ? { link: result, kind: 'result' } : undefined;
}

export async function waitForOperation(
  arm: Arm,
  purpose: Purpose,
  answer: ArmResponse,
  signal: AbortSignal,
): Promise<void> {
  const followed = operationLinkOf(answer);
  if (!followed) return;
  await pause(answer, signal);
  await followOperation(arm, purpose, followed, () => undefined, signal);
}

/** Polls immediately, then as often as Azure asks. Throws `OperationFailed`. */
export async function followOperation(
  arm: Arm,
  purpose: Purpose,
  { link, kind }: OperationLink,
  report: (state: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const request: ArmRequest = {
    ...purposeOf(purpose),
    method: 'GET',
    to: { link },
    accept: [200, 201, 202, 204],
    acceptError: (error, status) => kind === 'result' && failedResults.includes(status) && !isTransition(error),
  };
  for (;;) {
    const answer = await arm.send(request, signal);
    const state = kind === 'status' ? statusIn(answer, request) : stateOfResult(answer, request);
    report(state);
    if (state.toLowerCase() === 'succeeded') return;
    await pause(answer, signal);
  }
}

const purposeOf = ({ action, needs, resource }: Purpose): Purpose => ({ action, needs, resource });

/** Of an operation that failed. Others are about the request for it, such as 401 or 429. */
const failedResults: readonly number[] = [400, 409, 412];

function stateOfResult({ status, body }: ArmResponse, request: ArmRequest): string {
  if (status >= 400) throw operationFailed(request, 'failed', readArmError(body)?.message);
  return status === 202 ? 'InProgress' : 'Succeeded';
}

function statusIn(answer: ArmResponse, request: ArmRequest): string {
  const { status } = readBody(operationStatus, answer, request);
  const outcome = status.toLowerCase();
  if (outcome !== 'failed' && outcome !== 'canceled') return status;
  throw operationFailed(request, outcome, readArmError(answer.body)?.message);
}

/** `Retry-After` within bounds; default `pollSeconds`. */
export function pause(
  answer: ArmResponse | undefined,
  signal: AbortSignal,
  pollSeconds = defaultPollSeconds,
): Promise<void> {
  const seconds = retryAfter(answer?.header('retry-after')) ?? pollSeconds;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(canceled());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, seconds * 1000);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

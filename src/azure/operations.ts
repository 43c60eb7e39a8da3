import * as v from 'valibot';
import { ArcError, cancelled } from '../kernel/errors';
import { type Arm, type ArmAnswer, type ArmRequest, readBody } from './arm';
import { excerpt, type Purpose, readArmError } from './errors';
import { retryAfter } from './retryAfter';

const operationStatus = v.object({ status: v.string() });

const defaultPollSeconds = 5;

/** Where an operation is followed: a status whose body says how it goes, or a result that is 202 until the end. */
export interface OperationLink {
  readonly link: string;
  readonly kind: 'status' | 'result';
}

/** Prefers `Azure-AsyncOperation` to `Location`; an answer with neither was done at once. */
export function operationLinkOf(answer: ArmAnswer): OperationLink | undefined {
  const status = answer.header('azure-asyncoperation');
  if (status) return { link: status, kind: 'status' };
  const result = answer.status === 201 || answer.status === 202 ? answer.header('location') : undefined;
  return result ? { link: result, kind: 'result' } : undefined;
}

/** Waits until the operation that a request started has ended. */
export async function waitForOperation(
  arm: Arm,
  request: ArmRequest,
  answer: ArmAnswer,
  signal: AbortSignal,
): Promise<void> {
  const followed = operationLinkOf(answer);
  if (!followed) return;
  await pause(answer, signal);
  await followOperation(arm, request, followed, () => undefined, signal);
}

/** Looks at once, and then as often as Azure asks, until the operation has ended; `report`s Azure's word at each look. */
export async function followOperation(
  arm: Arm,
  purpose: Purpose,
  { link, kind }: OperationLink,
  report: (state: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const request: ArmRequest = { ...purposeOf(purpose), method: 'GET', to: { link }, accept: [200, 201, 202, 204] };
  for (;;) {
    const answer = await arm.send(request, signal);
    const state = kind === 'status' ? statusIn(answer, request) : answer.status === 202 ? 'InProgress' : 'Succeeded';
    report(state);
    if (state.toLowerCase() === 'succeeded') return;
    await pause(answer, signal);
  }
}

const purposeOf = ({ action, needs, resource }: Purpose): Purpose => ({ action, needs, resource });

/** Azure's word for the state of an operation that has not failed. */
function statusIn(answer: ArmAnswer, request: ArmRequest): string {
  const { status } = readBody(operationStatus, answer, request);
  if (!['failed', 'canceled'].includes(status.toLowerCase())) return status;
  const says = excerpt(readArmError(answer.body)?.message ?? 'It gives no reason.');
  throw new ArcError(
    { code: 'Conflict' },
    `Azure started to ${request.action}, but the operation ${status.toLowerCase()}. Azure says: ${says} Refresh to see what is in place now, then try again.`,
  );
}

/** Waits as long as an answer asks for, within reason; without a wish, `pollSeconds`. */
export function pause(
  answer: ArmAnswer | undefined,
  signal: AbortSignal,
  pollSeconds = defaultPollSeconds,
): Promise<void> {
  const seconds = retryAfter(answer?.header('retry-after')) ?? pollSeconds;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(cancelled());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, seconds * 1000);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

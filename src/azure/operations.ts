import * as v from 'valibot';
import { ArcError, cancelled } from '../core';
import { type Arm, type ArmAnswer, type ArmRequest, readBody } from './arm';
import { readArmError, retryAfter } from './errors';

const operationStatus = v.object({ status: v.string() });

const defaultPollSeconds = 5;

/**
 * Waits until the operation that a request started has ended. Prefers `Azure-AsyncOperation`, whose body has a status,
 * to `Location`, which answers 202 until it is done; an answer with neither was done at once.
 */
export async function waitForOperation(
  arm: Arm,
  request: ArmRequest,
  answer: ArmAnswer,
  signal: AbortSignal,
): Promise<void> {
  const status = answer.header('azure-asyncoperation');
  const link = status ?? (answer.status === 202 ? answer.header('location') : undefined);
  if (!link) return;
  let latest = answer;
  do {
    await pause(latest, signal);
    latest = await arm.send(
      { ...request, method: 'GET', to: { link }, body: undefined, accept: [200, 201, 202, 204] },
      signal,
    );
  } while (status ? isRunning(latest, request) : latest.status === 202);
}

function isRunning(answer: ArmAnswer, request: ArmRequest): boolean {
  const status = readBody(operationStatus, answer, request).status.toLowerCase();
  if (status !== 'failed' && status !== 'canceled') return status !== 'succeeded';
  const says = readArmError(answer.body)?.message ?? 'It gives no reason.';
  throw new ArcError(
    { code: 'Conflict' },
    `Azure started to ${request.action}, but the operation ${status}. Azure says: ${says} Refresh to see what is in place now, then try again.`,
  );
}

/** Waits as long as the answer asks for, at least a second; rejects with `Cancelled` when the signal is aborted. */
export function pause(answer: ArmAnswer, signal: AbortSignal, pollSeconds = defaultPollSeconds): Promise<void> {
  const seconds = Math.min(Math.max(retryAfter(answer.header('retry-after')) ?? pollSeconds, 1), 60);
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

import { creationTime } from '../../../kernel/knowledge/gatewayLife';
import { foreign, joined, say } from '../../../kernel/text/boxText';
import type { Report } from '../../../vscode/boxes/progress';
import type { FollowedOperation } from './operations';

/** Waits until the operation ends or the person cancels; the operation continues either way. */
export async function waitFor(
  followed: FollowedOperation,
  report: Report,
  signal: AbortSignal,
  { takesLong }: { readonly takesLong: boolean },
): Promise<void> {
  const started = Date.now();
  const tell = (state: string | undefined): void => {
    if (state === undefined) {
      report(say`Azure cannot be reached right now. The operation continues there.`);
      return;
    }
    const minutes = Math.floor((Date.now() - started) / 60_000);
    const shown = foreign('azureMessage', state);
    const now = minutes === 0 ? say`Azure says “${shown}”.` : say`Azure says “${shown}” after ${minutes} min.`;
    const usual = takesLong ? [foreign('sentence', creationTime())] : [];
    report(joined([now, ...usual, say`Canceling only stops waiting.`], ' '));
  };
  const listener = followed.onState(tell);
  try {
    await Promise.race([followed.ended, aborted(signal)]);
  } finally {
    listener.dispose();
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });

export const tellTransition =
  (report: Report) =>
  (seconds: number): void => {
    report(say`Another change to this gateway is in progress. Trying again in ${seconds} s.`);
  };

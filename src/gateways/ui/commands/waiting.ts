import { usualMinutes } from '../../../kernel/knowledge/gatewayLife';
import { foreign, say } from '../../../kernel/text/boxText';
import type { Report } from '../../../vscode/boxes/progress';
import type { FollowedOperation } from './operations';

/** Waits until an operation has ended or the person has had enough; the operation goes on either way. */
export async function waitFor(
  followed: FollowedOperation,
  report: Report,
  signal: AbortSignal,
  { takesLong }: { readonly takesLong: boolean },
): Promise<void> {
  const started = Date.now();
  const tell = (state: string | undefined): void => {
    if (state === undefined) {
      report(say`Azure cannot be reached at the moment; it goes on by itself.`);
      return;
    }
    const minutes = Math.floor((Date.now() - started) / 60_000);
    const since = minutes === 0 ? say`` : say` after ${minutes} min`;
    const usual = takesLong ? say`; usually about ${usualMinutes} min` : say``;
    report(say`Azure says “${foreign('azureMessage', state)}”${since}${usual}. Cancel stops the waiting only.`);
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

/** Says that Azure is busy with the gateway, and when it is asked again. */
export const tellTransition =
  (report: Report) =>
  (seconds: number): void => {
    report(say`Azure is in the middle of another change of this gateway; asking again in ${seconds} s`);
  };

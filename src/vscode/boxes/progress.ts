import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

export type Report = (message: BoxText) => void;

/** Cancel aborts the signal. */
export async function withProgress<T>(
  title: BoxText,
  work: (report: Report, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const controller = new AbortController();
      const listener = token.onCancellationRequested(() => {
        controller.abort();
      });
      try {
        return await work((message) => {
          progress.report({ message });
        }, controller.signal);
      } finally {
        listener.dispose();
      }
    },
  );
}

/** Progress bar above the view. */
export const withViewProgress = <T>(viewId: string, work: () => Thenable<T>): Thenable<T> =>
  vscode.window.withProgress({ location: { viewId } }, work);

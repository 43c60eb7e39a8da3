import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

/** Says in a word or two how far the work is. */
export type Report = (message: BoxText) => void;

/** Shows a cancellable notification while `work` runs; the signal is aborted by its Cancel button. */
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

/** Shows a bar above a view while `work` runs. */
export const withViewProgress = <T>(viewId: string, work: () => Thenable<T>): Thenable<T> =>
  vscode.window.withProgress({ location: { viewId } }, work);

import * as vscode from 'vscode';

/** Shows a cancellable notification while `work` runs; the signal is aborted by its Cancel button. */
export async function withProgress<T>(
  title: string,
  work: (report: (message: string) => void, signal: AbortSignal) => Promise<T>,
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

import * as vscode from 'vscode';
import type { Contract, Handlers, StateOf } from '../contract/protocol';
import { serve } from '../contract/server';
import { asArcError, isArcError } from '../kernel/errors';
import type { Log } from './log';
import { type Page, showPage } from './webview';

export interface DocumentPage<C extends Contract> extends Page {
  readonly contract: C;
  readonly handlers: Handlers<C>;
  readonly state: () => StateOf<C> | Promise<StateOf<C>>;
  readonly isAbout: (uri: vscode.Uri) => boolean;
  /** Other triggers. */
  readonly alsoOn?: readonly vscode.Event<unknown>[];
  readonly onReady?: () => void;
}

/**
 * Pushes the whole state when the page is ready, the document changes, or the panel reappears, because VS Code discards
 * hidden pages.
 */
export function servePage<C extends Contract>(
  panel: vscode.WebviewPanel,
  { extensionUri, log }: { readonly extensionUri: vscode.Uri; readonly log: Log },
  page: DocumentPage<C>,
): void {
  let latest = 0;
  const report = (error: Error): void => {
    // Shown beside the field.
    if (isArcError(error) && error.code === 'InvalidInput') return;
    log.error(`The page “${page.title}” could not handle a request`, error);
  };
  const push = async (): Promise<void> => {
    const number = ++latest;
    try {
      const state = await page.state();
      // Skips outdated states.
      if (number === latest) server.push(state);
    } catch (error) {
      report(asArcError(error));
    }
  };
  const server = serve(
    page.contract,
    page.handlers,
    { post: (message) => void panel.webview.postMessage(message) },
    {
      onReady: () => {
        void push();
        page.onReady?.();
      },
      onError: report,
    },
  );
  const pushIfAbout = ({ uri }: vscode.TextDocument): void => {
    if (page.isAbout(uri)) void push();
  };
  const listeners = vscode.Disposable.from(
    server,
    panel.webview.onDidReceiveMessage(server.receive),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      pushIfAbout(document);
    }),
    vscode.workspace.onDidSaveTextDocument(pushIfAbout),
    panel.onDidChangeViewState(() => {
      if (panel.visible) void push();
    }),
    ...(page.alsoOn ?? []).map((event) => event(() => void push())),
  );
  panel.onDidDispose(() => {
    // Drops a pending state.
    latest++;
    listeners.dispose();
  });
  showPage(panel.webview, extensionUri, page);
}

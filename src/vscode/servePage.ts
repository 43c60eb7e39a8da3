import * as vscode from 'vscode';
import type { Contract, Handlers, StateOf } from '../contract/protocol';
import { serve } from '../contract/server';
import { asArcError, isArcError } from '../kernel/errors';
import type { Log } from './log';
import { type Page, showPage } from './webview';

/** A page that shows what follows from a document. */
export interface DocumentPage<C extends Contract> extends Page {
  readonly contract: C;
  readonly handlers: Handlers<C>;
  readonly state: () => StateOf<C> | Promise<StateOf<C>>;
  /** Whether the page shows this document. */
  readonly isAbout: (uri: vscode.Uri) => boolean;
  /** What else the state follows from. */
  readonly alsoOn?: readonly vscode.Event<unknown>[];
  readonly onReady?: () => void;
}

/**
 * Fills a panel with a page and serves it until the panel is closed: pushes the whole state when the page is ready, when
 * the document changes, and when the panel is shown again, for a hidden page is thrown away.
 */
export function servePage<C extends Contract>(
  panel: vscode.WebviewPanel,
  { extensionUri, log }: { readonly extensionUri: vscode.Uri; readonly log: Log },
  page: DocumentPage<C>,
): void {
  let latest = 0;
  const report = (error: Error): void => {
    // Said beside the field, while the person is still typing.
    if (isArcError(error) && error.code === 'InvalidInput') return;
    log.error(`“${page.title}” could not do what it was asked to`, error);
  };
  const push = async (): Promise<void> => {
    const number = ++latest;
    try {
      const state = await page.state();
      // A slower answer to an earlier question is out of date.
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
    // A state that is still on its way has no page any more.
    latest++;
    listeners.dispose();
  });
  showPage(panel.webview, extensionUri, page);
}

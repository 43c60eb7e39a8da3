import * as vscode from 'vscode';
import type { Handlers } from '../contract/protocol';
import { serve } from '../contract/server';
import { type wizardContract as Wizard, wizardContract } from '../contract/wizard';
import { ArcError, type Script } from '../core';
import type { InventoryStore } from '../host/inventoryStore';
import type { Log } from '../host/log';
import type { Tenant } from '../host/tenant';
import { choicesFrom } from './choices';
import { editDocument } from './documentJson';
import { saveScript, saveScripts } from './saveScripts';
import { wizardState } from './wizardState';

export interface WizardNeeds {
  readonly inventory: InventoryStore;
  readonly tenant: Tenant;
  readonly log: Log;
}

/** One open wizard: pushes the state of its document, and serves what the form asks for. Ends with the panel. */
export function startSession(
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
  { inventory, tenant, log }: WizardNeeds,
): void {
  const state = (): ReturnType<typeof wizardState> =>
    wizardState(
      {
        text: document.getText(),
        revision: document.version,
        fileName: document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1),
        isDirty: document.isDirty,
        isSample: tenant.isSample,
      },
      choicesFrom(inventory),
    );
  const planned = (): NonNullable<ReturnType<typeof state>['plan']> => {
    const { plan, errors } = state();
    if (plan) return plan;
    const [first] = errors;
    throw new ArcError(
      { code: 'InvalidInput', field: first?.path ?? '' },
      first ? `The topology is not complete: ${first.message}` : 'This file cannot be read as a topology.',
    );
  };
  const scriptNamed = (fileName: string): Script => {
    const { scripts, findings } = planned();
    const script = scripts.find((each) => each.fileName === fileName);
    if (script) return script;
    const reason = findings.find(({ severity }) => severity === 'error');
    throw new ArcError(
      { code: 'InvalidInput', field: reason?.path ?? '' },
      reason
        ? `There is no script for such a network: ${reason.message}`
        : `${fileName} is no longer among the scripts.`,
    );
  };
  const copy = async (text: string): Promise<null> => {
    await vscode.env.clipboard.writeText(text);
    return null;
  };

  const handlers: Handlers<typeof Wizard> = {
    edit: async ({ edits }) => {
      await replaceText(document, editDocument(document.getText(), edits));
      return null;
    },
    saveScript: ({ fileName }) => saveScript(scriptNamed(fileName), document.uri),
    saveScripts: () => saveScripts(planned().scripts, document.uri),
    copyScript: ({ fileName }) => copy(scriptNamed(fileName).text),
    copyStep: ({ index }) => copy(planned().nextSteps[index]?.command?.text ?? ''),
    copyEndpoints: () =>
      copy(
        planned()
          .endpoints.map(({ host, port }) => `${host}:${port}`)
          .join('\n'),
      ),
    openAsText: async () => {
      await vscode.commands.executeCommand('vscode.openWith', document.uri, 'default');
      return null;
    },
    refreshChoices: async () => {
      await inventory.refresh();
      return null;
    },
  };

  const server = serve(
    wizardContract,
    handlers,
    { post: (message) => void panel.webview.postMessage(message) },
    {
      onReady: () => {
        push();
        void inventory.ensure();
      },
      onError: (error) => {
        log.error('The wizard could not do what it was asked to', error);
      },
    },
  );
  const push = (): void => {
    server.push(state());
  };
  const isThis = ({ uri }: vscode.TextDocument): boolean => uri.toString() === document.uri.toString();
  const listeners = vscode.Disposable.from(
    panel.webview.onDidReceiveMessage(server.receive),
    vscode.workspace.onDidChangeTextDocument((change) => {
      if (isThis(change.document)) push();
    }),
    vscode.workspace.onDidSaveTextDocument((saved) => {
      if (isThis(saved)) push();
    }),
    panel.onDidChangeViewState(() => {
      if (panel.visible) push();
    }),
    inventory.onDidChange(push),
    server,
  );
  panel.onDidDispose(() => {
    listeners.dispose();
  });
}

/** Replaces what differs and no more, so that undo and a text editor on the same document stay pleasant. */
async function replaceText(document: vscode.TextDocument, next: string): Promise<void> {
  const text = document.getText();
  if (text === next) return;
  let start = 0;
  while (start < text.length && start < next.length && text[start] === next[start]) start++;
  let end = 0;
  while (end < text.length - start && end < next.length - start && text.at(-1 - end) === next.at(-1 - end)) end++;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(text.length - end));
  edit.replace(document.uri, range, next.slice(start, next.length - end));
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new ArcError(
      { code: 'Conflict' },
      'The document could not be changed. It may be read-only, or just changed on disk.',
    );
  }
}

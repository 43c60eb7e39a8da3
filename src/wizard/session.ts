import * as vscode from 'vscode';
import type { Handlers } from '../contract/protocol';
import { serve, type Server } from '../contract/server';
import { type WizardState, wizardContract } from '../contract/wizard';
import { ArcError, type Script } from '../core';
import type { InventoryStore } from '../host/inventoryStore';
import type { Log } from '../host/log';
import type { Tenant } from '../host/tenant';
import { showPage } from '../host/webview';
import { choicesFrom } from './choices';
import { editDocument } from './documentJson';
import { replaceText } from './replaceText';
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
  extensionUri: vscode.Uri,
): void {
  const state = (): WizardState => {
    const text = document.getText();
    return wizardState(
      {
        text,
        revision: document.version,
        fileName: document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1),
        isDirty: document.isDirty,
        isSample: tenant.isSample,
      },
      choicesFrom(inventory, tenant.cloud, text),
    );
  };
  const server = serve(
    wizardContract,
    handlersFor(document, inventory, state),
    { post: (message) => void panel.webview.postMessage(message) },
    {
      onReady: () => {
        server.push(state());
        void inventory.ensure();
      },
      onError: (error) => {
        log.error('The wizard could not do what it was asked to', error);
      },
    },
  );
  pushOnChange(document, panel, inventory, server, state);
  showPage(panel.webview, extensionUri, { title: 'Onboard servers with Arc gateway', bundle: 'wizard' });
}

function handlersFor(
  document: vscode.TextDocument,
  inventory: InventoryStore,
  state: () => WizardState,
): Handlers<typeof wizardContract> {
  const plan = (): NonNullable<WizardState['plan']> => planOf(state());
  const copy = async (text: string): Promise<null> => {
    await vscode.env.clipboard.writeText(text);
    return null;
  };
  return {
    edit: async ({ edits }) => {
      await replaceText(document, editDocument(document.getText(), edits));
      return null;
    },
    saveScript: ({ fileName }) => saveScript(scriptIn(plan(), fileName), document.uri),
    saveScripts: () => saveScripts(plan().scripts, document.uri),
    copyScript: ({ fileName }) => copy(scriptIn(plan(), fileName).text),
    copyStep: ({ index }) => copy(plan().nextSteps[index]?.command?.text ?? ''),
    copyEndpoints: () =>
      copy(
        plan()
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
}

function planOf({ plan, errors }: WizardState): NonNullable<WizardState['plan']> {
  if (plan) return plan;
  const [first] = errors;
  const message = first
    ? `The topology is not complete: ${first.message}`
    : 'This file cannot be read as a topology. Open it as text to mend it.';
  throw new ArcError({ code: 'InvalidInput', field: first?.path ?? '' }, message);
}

function scriptIn({ scripts, findings }: NonNullable<WizardState['plan']>, fileName: string): Script {
  const script = scripts.find((each) => each.fileName === fileName);
  if (script) return script;
  const reason = findings.find(({ severity }) => severity === 'error');
  throw new ArcError(
    { code: 'InvalidInput', field: reason?.path ?? '' },
    reason ? `There is no script for such a network: ${reason.message}` : `${fileName} is no longer among the scripts.`,
  );
}

function pushOnChange(
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
  inventory: InventoryStore,
  server: Server<typeof wizardContract>,
  state: () => WizardState,
): void {
  const push = (): void => {
    server.push(state());
  };
  const pushForThis = (changed: vscode.TextDocument): void => {
    if (changed.uri.toString() === document.uri.toString()) push();
  };
  const listeners = vscode.Disposable.from(
    panel.webview.onDidReceiveMessage(server.receive),
    vscode.workspace.onDidChangeTextDocument((change) => {
      pushForThis(change.document);
    }),
    vscode.workspace.onDidSaveTextDocument(pushForThis),
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

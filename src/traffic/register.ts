import * as vscode from 'vscode';
import type { RegisterCommand } from '../vscode/commands';
import type { Log } from '../vscode/log';
import { trafficViewType } from '../ids';
import { AllowListDocuments } from './allowListDocuments';
import { allowListScheme } from './allowListUris';

const view = () => import('./view');

export function registerTraffic(
  context: vscode.ExtensionContext,
  { registerCommand, log }: { readonly registerCommand: RegisterCommand; readonly log: Log },
): void {
  const host = { extensionUri: context.extensionUri, log };
  const documents = new AllowListDocuments();
  context.subscriptions.push(
    documents,
    vscode.workspace.registerTextDocumentContentProvider(allowListScheme, documents),
    vscode.window.registerWebviewPanelSerializer(trafficViewType, {
      deserializeWebviewPanel: async (panel, state) => {
        (await view()).restoreTraffic(panel, state, host);
      },
    }),
  );
  registerCommand('arcGateway.traffic.show', async (argument) => (await view()).showTraffic(host, argument));
  registerCommand('arcGateway.allowList.export', async (argument) =>
    (await import('./exportCommand')).exportCommand(argument),
  );
}

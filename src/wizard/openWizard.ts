import * as vscode from 'vscode';
import { emptyTopology, type Gateway } from '../core';
import { wizardViewType } from '../ids';

/** Opens a new, untitled topology in the wizard, with the gateway filled in when one is given. */
export async function openWizard(gateway: Gateway | undefined, tenantId: string | undefined): Promise<void> {
  const uri = unusedUri();
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), `${JSON.stringify(draft(gateway, tenantId), undefined, 2)}\n`);
  await vscode.workspace.applyEdit(edit);
  await vscode.commands.executeCommand('vscode.openWith', document.uri, wizardViewType);
}

function draft(gateway: Gateway | undefined, tenantId: string | undefined): unknown {
  if (!gateway) return emptyTopology();
  const { id, endpoint, location, subscriptionId } = gateway;
  return emptyTopology({ gatewayId: id, gatewayEndpoint: endpoint, subscriptionId, region: location, tenantId });
}

/** An untitled name that no open document has; saving it asks for a place. */
function unusedUri(): vscode.Uri {
  const taken = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.from({
      scheme: 'untitled',
      path: number === 1 ? 'onboarding.arc.json' : `onboarding-${number}.arc.json`,
    });
    if (!taken.has(uri.toString())) return uri;
  }
}

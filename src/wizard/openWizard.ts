import * as vscode from 'vscode';
import { present } from '../kernel/present';
import { fileExists, startFolder } from '../vscode/files';
import type { Cloud } from '../kernel/knowledge/clouds';
import type { Gateway } from '../kernel/resources';
import { emptySite } from '../planning/site';
import { wizardViewType } from '../ids';

export async function openWizard(
  gateway: Gateway | undefined,
  tenantId: string | undefined,
  cloud: Cloud | undefined,
): Promise<void> {
  const { uri } = await newDocument(1);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), `${JSON.stringify(draft(gateway, tenantId, cloud), undefined, 2)}\n`);
  await vscode.workspace.applyEdit(edit);
  await vscode.commands.executeCommand('vscode.openWith', uri, wizardViewType);
}

/** With a save path in the workspace: the first free name. */
async function newDocument(number: number): Promise<vscode.TextDocument> {
  const file = vscode.Uri.joinPath(
    startFolder(),
    number === 1 ? 'onboarding.arc.json' : `onboarding-${number}.arc.json`,
  );
  const uri = file.with({ scheme: 'untitled' });
  const isOpen = vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri.toString());
  if (isOpen || (await fileExists(file))) return newDocument(number + 1);
  return vscode.workspace.openTextDocument(uri);
}

function draft(gateway: Gateway | undefined, tenantId: string | undefined, { name }: Partial<Cloud> = {}): unknown {
  const cloud = name === 'custom' ? undefined : name;
  if (!gateway) return emptySite(present({ cloud }));
  const { id, endpoint, location, subscriptionId } = gateway;
  const known = { cloud, gatewayId: id, gatewayEndpoint: endpoint, subscriptionId, region: location, tenantId };
  return emptySite(present(known));
}

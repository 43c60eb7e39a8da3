import * as vscode from 'vscode';
import { present } from '../kernel/present';
import { isRecord } from '../kernel/isRecord';
import { unreadableSite } from '../vscode/errors';
import { fileExists, nameOf, startFolder } from '../vscode/files';
import { readDocument } from '../vscode/readDocument';
import type { Cloud } from '../kernel/knowledge/clouds';
import type { Gateway } from '../kernel/resources';
import { emptySite, type FirstTargets, upgrade } from '../planning/site';
import { wizardViewType } from '../ids';
import { chooseSite } from './chooseSite';
import { editDocument } from './documentJson';
import { replaceText } from './replaceText';

/** What is known where the wizard is asked for. */
export interface Start {
  readonly first: FirstTargets;
  readonly gateway: Gateway | undefined;
  readonly tenantId: string | undefined;
  readonly cloud: Cloud | undefined;
}

export const openWizard = (start: Start): Promise<void> =>
  openNew('onboarding', `${JSON.stringify(draft(start), undefined, 2)}\n`);

/** Opens a text as a new site, which is saved nowhere yet. */
export async function openNew(name: string, text: string): Promise<void> {
  const { uri } = await newDocument(name, 1);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  await showWizard(uri);
}

/** Into a new site or one of the workspace, as the person chooses. Behind a gateway that is chosen already, it is a new one. */
export async function openClusterWizard(start: Start): Promise<void> {
  const site = start.gateway ? 'new' : await chooseSite();
  if (site !== undefined) await (site === 'new' ? openWizard(start) : addCluster(site));
}

/** Adds a cluster without a name to a site, and shows it. */
async function addCluster(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const read = readDocument(text);
  if (!read.ok) throw unreadableSite(nameOf(uri), read.error);
  const { targets } = upgrade(read.value);
  const clusters = isRecord(targets) && Array.isArray(targets.clusters) ? targets.clusters.length : 0;
  await replaceText(document, editDocument(text, [{ path: ['targets', 'clusters', clusters], value: { name: '' } }]));
  await showWizard(uri);
}

const showWizard = (uri: vscode.Uri): Thenable<void> =>
  vscode.commands.executeCommand('vscode.openWith', uri, wizardViewType);

/** With a save path in the workspace: the first free name. */
async function newDocument(name: string, number: number): Promise<vscode.TextDocument> {
  const file = vscode.Uri.joinPath(startFolder(), number === 1 ? `${name}.arc.json` : `${name}-${number}.arc.json`);
  const uri = file.with({ scheme: 'untitled' });
  const isOpen = vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri.toString());
  if (isOpen || (await fileExists(file))) return newDocument(name, number + 1);
  return vscode.workspace.openTextDocument(uri);
}

function draft({ first, gateway, tenantId, cloud: current }: Start): unknown {
  const cloud = current === undefined || current.name === 'custom' ? undefined : current.name;
  if (!gateway) return emptySite(present({ cloud }), first);
  const { id, endpoint, location, subscriptionId } = gateway;
  const known = { cloud, gatewayId: id, gatewayEndpoint: endpoint, subscriptionId, region: location, tenantId };
  return emptySite(present(known), first);
}

import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import { ArcError, cancelled, parseTopology, type Topology } from '../core';
import type { CommandId } from '../ids';

const enough = 100;
const onboard: CommandId = 'arcGateway.server.onboard';

/** The topology to patch with: the workspace's only one, or the one the person chooses. */
export async function chooseTopology(): Promise<Topology> {
  const uris = await topologyFiles();
  const [only, more] = uris;
  if (!only) return offerOne();
  if (!more) return readTopology(only);
  const items = uris.map((uri) => ({ label: nameOf(uri), description: vscode.workspace.asRelativePath(uri), uri }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Patch onboarding script',
    placeHolder: 'Topology with the gateway and the proxy',
    matchOnDescription: true,
  });
  if (!chosen) throw cancelled();
  return readTopology(chosen.uri);
}

/** Topologies of the workspace, and those that are open elsewhere or not saved yet. */
async function topologyFiles(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles('**/*.arc.json', '**/node_modules/**', enough);
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ path }) => path.endsWith('.arc.json'));
  const byKey = new Map([...found, ...open].map((uri) => [uri.toString(), uri]));
  return [...byKey.values()].sort((a, b) => a.path.localeCompare(b.path));
}

async function readTopology(uri: vscode.Uri): Promise<Topology> {
  const document = await vscode.workspace.openTextDocument(uri);
  const value: unknown = parse(document.getText(), [], { allowTrailingComma: true });
  const topology = parseTopology(value);
  if (topology.ok) return topology.value;
  const [{ path, message } = { path: '', message: '' }] = topology.error;
  throw new ArcError({ code: 'InvalidInput', field: path }, `${nameOf(uri)} is not complete yet: ${message}`);
}

async function offerOne(): Promise<never> {
  const make = 'Describe the Network';
  const message = 'Patching takes the gateway and the proxy from a topology (*.arc.json), and this workspace has none.';
  if ((await vscode.window.showInformationMessage(message, make)) === make) {
    await vscode.commands.executeCommand(onboard);
  }
  throw cancelled();
}

const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

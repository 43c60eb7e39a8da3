import * as vscode from 'vscode';
import { cancelled } from '../../core';
import { getSetting, setSetting } from '../../host/settings';
import type { AuthenticationMethod } from '../../ids';
import type { AccountNeeds } from './needs';
import { signIn } from './signIn';

const methods: Readonly<Record<AuthenticationMethod, readonly [label: string, detail: string]>> = {
  vscode: ['Microsoft account of VS Code', 'Shared with other extensions, and remembered by VS Code.'],
  azureCli: ['Azure CLI', 'The account of “az login”, where the Azure CLI is installed beside this extension.'],
  deviceCode: [
    'Device code',
    'A code to type on any device; for machines without a browser. Lasts until the window closes.',
  ],
  browser: ['Browser', 'A page that opens in the browser of this machine. Lasts until the window closes.'],
  servicePrincipal: ['Service principal', 'A secret or a certificate, kept in VS Code’s secret storage.'],
  environment: [
    'Environment variables',
    'AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or a certificate’s path.',
  ],
  managedIdentity: ['Managed identity', 'The identity of the machine that VS Code’s extension host runs on.'],
};

/** Chooses the way to sign in, and signs in where that is still to be done. */
export async function chooseMethod(needs: AccountNeeds): Promise<void> {
  const current = getSetting('arcGateway.authentication');
  const items = (Object.keys(methods) as AuthenticationMethod[]).map((method) => {
    const [label, detail] = methods[method];
    return { method, label, detail, ...(method === current && { description: 'in use' }) };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'How to sign in to Azure',
    placeHolder: 'Choose a way to sign in',
  });
  if (!chosen) throw cancelled();
  if (chosen.method !== current) await setSetting('arcGateway.authentication', chosen.method);
  await needs.inventory.refresh();
  // VS Code tells of a changed setting or secret in its own time, and each begins the reading anew.
  await needs.inventory.ensure();
  const isAsking = !['environment', 'managedIdentity'].includes(chosen.method);
  if (isAsking && ['signedOut', 'credentialRejected'].includes(needs.inventory.status)) await signIn(needs);
}

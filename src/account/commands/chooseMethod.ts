import { canceled } from '../../kernel/errors';
import { type BoxText, say } from '../../kernel/text/boxText';
import { pickOne } from '../../vscode/boxes/picks';
import { getSetting, setSetting } from '../../vscode/settings';
import type { AuthenticationMethod } from '../../ids';
import type { AccountDependencies } from './dependencies';
import { signIn } from './signIn';

const methods: Readonly<Record<AuthenticationMethod, readonly [label: BoxText, detail: BoxText]>> = {
  vscode: [say`VS Code’s Microsoft account`, say`Shared with other extensions and remembered by VS Code.`],
  azureCli: [say`Azure CLI`, say`The account of “az login”. Requires the Azure CLI where this extension runs.`],
  deviceCode: [
    say`Device code`,
    say`Enter a code on any device. For machines without a browser. Valid until the window closes.`,
  ],
  browser: [say`Browser`, say`Sign in on a page in this machine’s browser. Valid until the window closes.`],
  servicePrincipal: [
    say`Service principal`,
    say`A client secret or a certificate, stored in VS Code’s secret storage.`,
  ],
  environment: [
    say`Environment variables`,
    say`AZURE_TENANT_ID, AZURE_CLIENT_ID, and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH.`,
  ],
  managedIdentity: [say`Managed identity`, say`The identity of the machine that VS Code’s extension host runs on.`],
};

/** Chooses the sign-in method, and signs in if needed. */
export async function chooseMethod(dependencies: AccountDependencies): Promise<void> {
  const current = getSetting('arcGateway.authentication');
  const items = (Object.keys(methods) as AuthenticationMethod[]).map((method) => {
    const [label, detail] = methods[method];
    return { method, label, detail, ...(method === current && { description: say`current` }) };
  });
  const chosen = await pickOne(items, {
    title: say`Choose a sign-in method`,
    placeHolder: say`How to sign in to Azure`,
  });
  if (!chosen) throw canceled();
  if (chosen.method !== current) await setSetting('arcGateway.authentication', chosen.method);
  await dependencies.inventory.refresh();
  // VS Code reports changed settings and secrets later, and each change restarts loading.
  await dependencies.inventory.ensure();
  const isAsking = !['environment', 'managedIdentity'].includes(chosen.method);
  if (isAsking && ['signedOut', 'credentialRejected'].includes(dependencies.inventory.status))
    await signIn(dependencies);
}

import { cancelled } from '../../kernel/errors';
import { type BoxText, say } from '../../kernel/text/boxText';
import { pickOne } from '../../vscode/boxes/picks';
import { getSetting, setSetting } from '../../vscode/settings';
import type { AuthenticationMethod } from '../../ids';
import type { AccountNeeds } from './needs';
import { signIn } from './signIn';

const methods: Readonly<Record<AuthenticationMethod, readonly [label: BoxText, detail: BoxText]>> = {
  vscode: [say`Microsoft account of VS Code`, say`Shared with other extensions, and remembered by VS Code.`],
  azureCli: [say`Azure CLI`, say`The account of “az login”, where the Azure CLI is installed beside this extension.`],
  deviceCode: [
    say`Device code`,
    say`A code to type on any device; for machines without a browser. Lasts until the window closes.`,
  ],
  browser: [say`Browser`, say`A page that opens in the browser of this machine. Lasts until the window closes.`],
  servicePrincipal: [say`Service principal`, say`A secret or a certificate, kept in VS Code’s secret storage.`],
  environment: [
    say`Environment variables`,
    say`AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or a certificate’s path.`,
  ],
  managedIdentity: [say`Managed identity`, say`The identity of the machine that VS Code’s extension host runs on.`],
};

/** Chooses the way to sign in, and signs in where that is still to be done. */
export async function chooseMethod(needs: AccountNeeds): Promise<void> {
  const current = getSetting('arcGateway.authentication');
  const items = (Object.keys(methods) as AuthenticationMethod[]).map((method) => {
    const [label, detail] = methods[method];
    return { method, label, detail, ...(method === current && { description: say`in use` }) };
  });
  const chosen = await pickOne(items, {
    title: say`How to sign in to Azure`,
    placeHolder: say`Choose a way to sign in`,
  });
  if (!chosen) throw cancelled();
  if (chosen.method !== current) await setSetting('arcGateway.authentication', chosen.method);
  await needs.inventory.refresh();
  // VS Code tells of a changed setting or secret in its own time, and each begins the reading anew.
  await needs.inventory.ensure();
  const isAsking = !['environment', 'managedIdentity'].includes(chosen.method);
  if (isAsking && ['signedOut', 'credentialRejected'].includes(needs.inventory.status)) await signIn(needs);
}

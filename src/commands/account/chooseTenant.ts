import * as vscode from 'vscode';
import { ArcError, asArcError, cancelled, type EntraTenant, parseGuid } from '../../core';
import { withProgress } from '../../host/progress';
import { getSetting } from '../../host/settings';
import type { AccountNeeds } from './needs';
import { signIn } from './signIn';
import { storeServicePrincipal } from './storeServicePrincipal';

interface Item extends vscode.QuickPickItem {
  readonly tenantId?: () => Promise<string>;
}

/** Chooses the tenant to sign in to, and signs in to it. */
export async function chooseTenant(needs: AccountNeeds): Promise<void> {
  const method = getSetting('arcGateway.authentication');
  if (method === 'servicePrincipal') return storeServicePrincipal(needs);
  if (method === 'environment' || method === 'managedIdentity') {
    const message = 'This way of signing in has its tenant already. Choose another way, then its tenant.';
    throw new ArcError({ code: 'Unsupported' }, message);
  }
  const { selection } = needs;
  const tenants = await withProgress('Reading the tenants of this account', (_, signal) => tenantsOf(needs, signal));
  const chosen = await vscode.window.showQuickPick(itemsFor(tenants, selection.tenantId), {
    title: 'Tenant to sign in to',
    placeHolder: 'Choose a tenant',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) throw cancelled();
  await selection.chooseTenant(await chosen.tenantId?.());
  await needs.inventory.refresh();
  if (needs.inventory.status === 'signedOut') await signIn(needs);
}

/** None when the account cannot get in: then the tenant's id has to be known. */
async function tenantsOf({ tenant }: AccountNeeds, signal: AbortSignal): Promise<readonly EntraTenant[]> {
  try {
    return await (await tenant.api()).tenants(signal);
  } catch (thrown) {
    const error = asArcError(thrown);
    if (error.code === 'SignedOut') return [];
    throw error;
  }
}

const itemsFor = (tenants: readonly EntraTenant[], current: string | undefined): readonly Item[] => [
  { label: '$(home) The account’s own tenant', ...(current === undefined && { description: 'in use' }) },
  ...tenants.map(({ id, name, domain }) => ({
    label: name,
    description: id === current ? `${domain ?? ''} in use`.trim() : domain,
    detail: id,
    tenantId: async () => id,
  })),
  { label: '$(edit) Another tenant, by its ID', alwaysShow: true, tenantId: askForTenant },
];

async function askForTenant(): Promise<string> {
  const problemOf = (text: string): string | undefined => {
    const parsed = parseGuid(text, 'tenant ID');
    return parsed.ok ? undefined : parsed.error;
  };
  const text = await vscode.window.showInputBox({
    title: 'Tenant to sign in to',
    prompt: 'The tenant ID, from the overview of Microsoft Entra in the portal.',
    validateInput: problemOf,
    ignoreFocusOut: true,
  });
  if (text === undefined) throw cancelled();
  return text.trim().toLowerCase();
}

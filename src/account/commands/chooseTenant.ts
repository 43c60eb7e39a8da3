import { asArcError, canceled } from '../../kernel/errors';
import type { EntraTenant } from '../../kernel/resources';
import { parseGuid } from '../../kernel/servicePrincipal';
import { type BoxText, foreign, joined, say } from '../../kernel/text/boxText';
import { askText } from '../../vscode/boxes/inputs';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import { withProgress } from '../../vscode/boxes/progress';
import { getSetting } from '../../vscode/settings';
import { tenantIsFixed } from '../errors';
import type { AccountDependencies } from './dependencies';
import { signIn } from './signIn';
import { storeServicePrincipal } from './storeServicePrincipal';

interface TenantItem extends PickItem {
  readonly tenantId?: () => Promise<string>;
}

export async function chooseTenant(dependencies: AccountDependencies): Promise<void> {
  const method = getSetting('arcGateway.authentication');
  if (method === 'servicePrincipal') return storeServicePrincipal(dependencies);
  if (method === 'environment' || method === 'managedIdentity') throw tenantIsFixed();
  const { selection } = dependencies;
  const tenants = await withProgress(say`Loading the tenants of this account`, (_, signal) =>
    tenantsOf(dependencies, signal),
  );
  const chosen = await pickOne(itemsFor(tenants, selection.tenantId), {
    title: say`Choose a tenant`,
    placeHolder: say`Tenant to sign in to`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) throw canceled();
  await selection.chooseTenant(await chosen.tenantId?.());
  await dependencies.inventory.refresh();
  if (dependencies.inventory.status === 'signedOut') await signIn(dependencies);
}

/** Empty when the account cannot sign in; then the person enters the tenant's id. */
async function tenantsOf({ tenant }: AccountDependencies, signal: AbortSignal): Promise<readonly EntraTenant[]> {
  try {
    return await (await tenant.api()).tenants(signal);
  } catch (thrown) {
    const error = asArcError(thrown);
    if (error.code === 'SignedOut') return [];
    throw error;
  }
}

const itemsFor = (tenants: readonly EntraTenant[], current: string | undefined): readonly TenantItem[] => [
  { label: say`$(home) Home tenant of the account`, ...(current === undefined && { description: say`current` }) },
  ...tenants.map(({ id, name, domain }) => ({
    label: foreign('azureName', name),
    description: joined(
      [...(domain === undefined ? [] : [foreign('azureName', domain)]), ...(id === current ? [say`current`] : [])],
      ' ',
    ),
    detail: foreign('azureName', id),
    tenantId: async () => id,
  })),
  { label: say`$(edit) Enter a tenant ID…`, alwaysShow: true, tenantId: askForTenant },
];

async function askForTenant(): Promise<string> {
  const problemOf = (text: string): BoxText | undefined => {
    const parsed = parseGuid(text);
    return parsed.ok ? undefined : foreign('typed', parsed.error);
  };
  const text = await askText({
    title: say`Choose a tenant`,
    prompt: say`Tenant ID, as shown on the overview page of Microsoft Entra ID in the portal`,
    validateInput: problemOf,
  });
  if (text === undefined) throw canceled();
  return text.trim().toLowerCase();
}

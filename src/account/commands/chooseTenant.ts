import { ArcError, asArcError, cancelled } from '../../kernel/errors';
import type { EntraTenant } from '../../kernel/resources';
import { parseGuid } from '../../kernel/servicePrincipal';
import { type BoxText, foreign, joined, say } from '../../kernel/text/boxText';
import { askText } from '../../vscode/boxes/inputs';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import { withProgress } from '../../vscode/boxes/progress';
import { getSetting } from '../../vscode/settings';
import type { AccountNeeds } from './needs';
import { signIn } from './signIn';
import { storeServicePrincipal } from './storeServicePrincipal';

interface Item extends PickItem {
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
  const tenants = await withProgress(say`Reading the tenants of this account`, (_, signal) => tenantsOf(needs, signal));
  const chosen = await pickOne(itemsFor(tenants, selection.tenantId), {
    title: say`Tenant to sign in to`,
    placeHolder: say`Choose a tenant`,
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
  { label: say`$(home) The account’s own tenant`, ...(current === undefined && { description: say`in use` }) },
  ...tenants.map(({ id, name, domain }) => ({
    label: foreign('azureName', name),
    description: joined(
      [...(domain === undefined ? [] : [foreign('azureName', domain)]), ...(id === current ? [say`in use`] : [])],
      ' ',
    ),
    detail: foreign('azureName', id),
    tenantId: async () => id,
  })),
  { label: say`$(edit) Another tenant, by its ID`, alwaysShow: true, tenantId: askForTenant },
];

async function askForTenant(): Promise<string> {
  const problemOf = (text: string): BoxText | undefined => {
    const parsed = parseGuid(text, 'tenant ID');
    return parsed.ok ? undefined : foreign('typed', parsed.error);
  };
  const text = await askText({
    title: say`Tenant to sign in to`,
    prompt: say`The tenant ID, from the overview of Microsoft Entra in the portal.`,
    validateInput: problemOf,
    ignoreFocusOut: true,
  });
  if (text === undefined) throw cancelled();
  return text.trim().toLowerCase();
}

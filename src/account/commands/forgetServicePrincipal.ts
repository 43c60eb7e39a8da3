import { canceled } from '../../kernel/errors';
import type { ServicePrincipalId } from '../../kernel/servicePrincipal';
import { foreign, say } from '../../kernel/text/boxText';
import { confirmRisk } from '../../vscode/boxes/messages';
import { pickOne } from '../../vscode/boxes/picks';
import { ServicePrincipals } from '../../session/servicePrincipals';
import { noServicePrincipal } from '../errors';
import type { AccountDependencies } from './dependencies';

const forget = say`Forget`;

/** Deletes a service principal from VS Code's secret storage only, not from Azure. */
export async function forgetServicePrincipal({ context }: AccountDependencies): Promise<void> {
  const servicePrincipals = new ServicePrincipals(context);
  const { ids } = servicePrincipals;
  if (ids.length === 0) throw noServicePrincipal();
  const id = await choose(ids);
  const question = say`Forget the service principal ${foreign('azureName', id.clientId)}?`;
  const detail = say`Its secret or certificate is deleted from VS Code’s secret storage. The application in Azure is not changed.`;
  if ((await confirmRisk(question, detail, forget)) !== forget) throw canceled();
  await servicePrincipals.forget(id);
}

async function choose(ids: readonly ServicePrincipalId[]): Promise<ServicePrincipalId> {
  const [only, ...others] = ids;
  if (only && others.length === 0) return only;
  const items = ids.map((id) => ({
    label: foreign('azureName', id.clientId),
    description: say`Tenant ${foreign('azureName', id.tenantId)}`,
    id,
  }));
  const chosen = await pickOne(items, { title: say`Forget a service principal` });
  if (!chosen) throw canceled();
  return chosen.id;
}

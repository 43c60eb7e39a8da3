import { ArcError, cancelled } from '../../kernel/errors';
import type { ServicePrincipalId } from '../../kernel/servicePrincipal';
import { foreign, say } from '../../kernel/text/boxText';
import { confirmRisk } from '../../vscode/boxes/messages';
import { pickOne } from '../../vscode/boxes/picks';
import { ServicePrincipals } from '../../session/servicePrincipals';
import type { AccountNeeds } from './needs';

const forget = say`Forget`;

/** Takes a service principal out of VS Code's secret storage. It goes on to exist in Azure. */
export async function forgetServicePrincipal({ context }: AccountNeeds): Promise<void> {
  const servicePrincipals = new ServicePrincipals(context);
  const { ids } = servicePrincipals;
  if (ids.length === 0) throw new ArcError({ code: 'Conflict' }, 'No service principal is stored.');
  const id = await choose(ids);
  const question = say`Forget the service principal ${foreign('azureName', id.clientId)}?`;
  const detail = say`Its secret or certificate is removed from VS Code’s secret storage. Azure keeps the application.`;
  if ((await confirmRisk(question, detail, forget)) !== forget) throw cancelled();
  await servicePrincipals.forget(id);
}

async function choose(ids: readonly ServicePrincipalId[]): Promise<ServicePrincipalId> {
  const [only, ...others] = ids;
  if (only && others.length === 0) return only;
  const items = ids.map((id) => ({
    label: foreign('azureName', id.clientId),
    description: say`tenant ${foreign('azureName', id.tenantId)}`,
    id,
  }));
  const chosen = await pickOne(items, { title: say`Forget a service principal` });
  if (!chosen) throw cancelled();
  return chosen.id;
}

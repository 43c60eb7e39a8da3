import * as vscode from 'vscode';
import { ArcError, cancelled, type ServicePrincipalId } from '../../core';
import { ServicePrincipals } from '../../host/servicePrincipals';
import type { AccountNeeds } from './needs';

const forget = 'Forget';

/** Takes a service principal out of VS Code's secret storage. It goes on to exist in Azure. */
export async function forgetServicePrincipal({ context }: AccountNeeds): Promise<void> {
  const servicePrincipals = new ServicePrincipals(context);
  const { ids } = servicePrincipals;
  if (ids.length === 0) throw new ArcError({ code: 'Conflict' }, 'No service principal is stored.');
  const id = await choose(ids);
  const message = `Forget the service principal ${id.clientId}?`;
  const detail = 'Its secret or certificate is removed from VS Code’s secret storage. Azure keeps the application.';
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, forget)) !== forget) throw cancelled();
  await servicePrincipals.forget(id);
}

async function choose(ids: readonly ServicePrincipalId[]): Promise<ServicePrincipalId> {
  const [only, ...others] = ids;
  if (only && others.length === 0) return only;
  const items = ids.map((id) => ({ label: id.clientId, description: `tenant ${id.tenantId}`, id }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Forget a service principal' });
  if (!chosen) throw cancelled();
  return chosen.id;
}

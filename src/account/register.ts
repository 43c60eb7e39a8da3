import * as vscode from 'vscode';
import { foreign, say } from '../kernel/text/boxText';
import { isRecord } from '../kernel/isRecord';
import { confirm, showInformation } from '../vscode/boxes/messages';
import type { RegisterCommand } from '../vscode/commands';
import type { InventoryStore } from '../inventory';
import type { ClusterAccess } from '../kernel/kubectl';
import type { RemoteAccess } from '../kernel/ports';
import type { Log } from '../vscode/log';
import type { Selection } from '../vscode/selection';
import { setSetting } from '../vscode/settings';
import type { AzureSession } from '../session/azureSession';
import { type CommandId, viewIds } from '../ids';
import {
  clusterTarget,
  gatewayTarget,
  remoteTarget,
  resolveResource,
  resolveResources,
} from '../vscode/commandArguments';
import { gatewayWithoutUrl, notInPortal, portalUnknown } from './errors';

interface Dependencies {
  readonly inventory: InventoryStore;
  readonly tenant: AzureSession;
  readonly selection: Selection;
  readonly remoteAccess: RemoteAccess;
  readonly clusterAccess: ClusterAccess;
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly registerCommand: RegisterCommand;
}

/** Commands of single resources, of the account, and of the sample tenant. */
export function registerCommands(needs: Dependencies): void {
  const { inventory, log, registerCommand } = needs;
  registerCommand('arcGateway.resource.copyId', (argument, selection) => {
    const ids = resolveResources(inventory.inventory, argument, selection).map(({ id }) => id);
    return vscode.env.clipboard.writeText(ids.join('\n'));
  });
  registerCommand('arcGateway.gateway.copyUrl', (argument) => copyUrl(inventory, argument));
  registerCommand('arcGateway.resource.openInPortal', (argument) => openInPortal(needs, argument));
  for (const [id, run] of accountCommands) {
    registerCommand(id, async () => run(await account())(needs));
  }
  registerMachineConnections(needs);
  registerClusterContexts(needs);
  registerCommand('arcGateway.sample.explore', async () => {
    await setSetting('arcGateway.environment', 'sample');
    await vscode.commands.executeCommand(`${viewIds.inventory}.focus`);
  });
  registerCommand('arcGateway.sample.leave', async (argument) => {
    if (isRecord(argument) && argument.asksFirst === true && !(await wantsToLeave())) return;
    await setSetting('arcGateway.environment', 'azure');
  });
  registerCommand('arcGateway.log.show', () => {
    log.show();
  });
  const { id } = needs.context.extension;
  registerCommand('arcGateway.walkthrough.open', () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', `${id}#start`),
  );
  registerCommand('arcGateway.settings.open', () =>
    vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${id}`),
  );
}

async function wantsToLeave(): Promise<boolean> {
  const leave = say`Leave`;
  const detail = say`The Azure Arc view then shows your own tenant. The sample tenant stays as you left it until the window closes.`;
  return (await confirm(say`Leave the sample tenant?`, detail, leave)) === leave;
}

const account = () => import('./commands');
type Run = (chunk: Awaited<ReturnType<typeof account>>) => (needs: Dependencies) => Promise<void>;

const accountCommands: readonly (readonly [CommandId, Run])[] = [
  ['arcGateway.account.signIn', ({ signIn }) => signIn],
  ['arcGateway.account.chooseMethod', ({ chooseMethod }) => chooseMethod],
  ['arcGateway.tenant.choose', ({ chooseTenant }) => chooseTenant],
  ['arcGateway.subscription.choose', ({ chooseSubscriptions }) => chooseSubscriptions],
  ['arcGateway.servicePrincipal.store', ({ storeServicePrincipal }) => storeServicePrincipal],
  ['arcGateway.servicePrincipal.forget', ({ forgetServicePrincipal }) => forgetServicePrincipal],
];

function registerMachineConnections({ inventory, remoteAccess, registerCommand }: Dependencies): void {
  registerCommand('arcGateway.machine.chooseConnection', (argument) =>
    remoteAccess.chooseConnection(remoteTarget(inventory.inventory, argument)),
  );
  registerCommand('arcGateway.machine.forgetConnection', async (argument) => {
    const target = remoteTarget(inventory.inventory, argument);
    const wasKnown = await remoteAccess.forgetConnection(target);
    const how = wasKnown ? say`is forgotten, with what you agreed to run there` : say`was not remembered`;
    void showInformation(say`How to reach ${foreign('azureName', target.name)} ${how}.`);
  });
}

function registerClusterContexts({ inventory, clusterAccess, registerCommand }: Dependencies): void {
  registerCommand('arcGateway.cluster.chooseContext', async (argument) => {
    await clusterAccess.chooseContext(clusterTarget(inventory.inventory, argument));
  });
  registerCommand('arcGateway.cluster.forgetContext', async (argument) => {
    const cluster = clusterTarget(inventory.inventory, argument);
    const wasKnown = await clusterAccess.forgetContext(cluster);
    const name = foreign('azureName', cluster.name);
    void showInformation(
      wasKnown
        ? say`The kubectl context of ${name} is forgotten. Verifying reads it from Azure alone.`
        : say`No kubectl context was chosen for ${name} in this workspace.`,
    );
  });
}

async function copyUrl(inventory: InventoryStore, argument: unknown): Promise<void> {
  const { name, endpoint } = gatewayTarget(inventory.inventory, argument);
  if (endpoint === undefined) throw gatewayWithoutUrl(name);
  await vscode.env.clipboard.writeText(`https://${endpoint}`);
}

async function openInPortal({ inventory, tenant }: Dependencies, argument: unknown): Promise<void> {
  const { id, name, subscriptionId } = resolveResource(inventory.inventory, argument);
  if (tenant.isSample) throw notInPortal(name);
  const tenantId = inventory.inventory?.subscriptions.find(
    (each) => each.id.toLowerCase() === subscriptionId.toLowerCase(),
  )?.tenantId;
  const portal = tenant.cloud?.portal;
  if (portal === undefined) throw portalUnknown();
  await vscode.env.openExternal(vscode.Uri.parse(`${portal}/#@${tenantId ?? ''}/resource${id}`));
}

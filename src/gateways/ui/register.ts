import * as vscode from 'vscode';
import { asArcError } from '../../kernel/errors';
import { type CommandId, gatewayPageScheme } from '../../ids';
import type { GatewayDependencies } from './dependencies';
import { hostsPage, showPage } from './pages';
import { mayHavePendingOperations } from './pendingOperationsKey';

/** Commands on gateways; also resumes operations of closed windows. */
export function registerGateways(dependencies: GatewayDependencies): void {
  const { context, inventory, log, registerCommand } = dependencies;
  let loaded: ReturnType<typeof loadCommands> | undefined;
  const load = () => (loaded ??= loadCommands(dependencies));
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(gatewayPageScheme, {
      provideTextDocumentContent: async () => (await load()).commands.readHostsPage(),
    }),
    // Only once the inventory is loaded: then Azure can be reached.
    inventory.onDidChange(() => {
      const isAwaited = inventory.status === 'ready' || inventory.status === 'empty';
      if (isAwaited && (loaded ?? mayHavePendingOperations(context.globalState))) resume();
    }),
  );
  const resume = (): void => {
    load()
      .then(({ operations }) => operations.resume())
      .catch((thrown: unknown) => {
        log.error('Pending gateway operations could not be followed', asArcError(thrown));
      });
  };
  registerCommand('arcGateway.gateway.create', async (argument) => {
    const { commands, operations } = await load();
    await commands.createGateway(dependencies, operations, argument);
  });
  registerCommand('arcGateway.provider.register', async (argument) =>
    (await load()).commands.registerProviders(dependencies, argument),
  );
  registerCommand('arcGateway.gateway.showHosts', async () => showPage(hostsPage()));
  registerCommand('arcGateway.gateway.editBypass', async (argument) => {
    const { commands } = await load();
    const { id } = await commands.editBypass(dependencies, argument);
    await vscode.commands.executeCommand(show, { resourceId: id });
  });
  registerCommand('arcGateway.gateway.delete', async (argument) => {
    const { commands, operations } = await load();
    await commands.deleteGateway(dependencies, operations, argument);
  });
}

const show: CommandId = 'arcGateway.resource.show';

async function loadCommands(dependencies: GatewayDependencies) {
  const commands = await import('./commands');
  const operations = new commands.GatewayOperations(dependencies);
  dependencies.context.subscriptions.push(operations);
  return { commands, operations };
}

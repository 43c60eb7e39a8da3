import * as vscode from 'vscode';
import { asArcError } from '../../kernel/errors';
import { gatewayPageScheme } from '../../ids';
import type { GatewayNeeds } from './needs';
import { RememberedOperations } from './remembered';

/** The life of gateways: create, show, change, delete, and go on with what a closed window had begun. */
export function registerGateways(needs: GatewayNeeds): void {
  const { context, inventory, log, registerCommand } = needs;
  const pages = new vscode.EventEmitter<vscode.Uri>();
  let loaded: ReturnType<typeof loadCommands> | undefined;
  const load = () => (loaded ??= loadCommands(needs, pages));
  context.subscriptions.push(
    pages,
    vscode.workspace.registerTextDocumentContentProvider(gatewayPageScheme, {
      onDidChange: pages.event,
      provideTextDocumentContent: async (uri) => (await load()).commands.readGatewayPage(needs, uri),
    }),
    // Not before somebody looks: that is when the way to Azure is open.
    inventory.onDidChange(() => {
      const isAwaited = inventory.status === 'ready' || inventory.status === 'empty';
      if (isAwaited && (loaded ?? new RememberedOperations(context.globalState).all[0])) resume();
    }),
  );
  const resume = (): void => {
    load()
      .then(({ operations }) => operations.resume())
      .catch((thrown: unknown) => {
        log.error('What was under way with a gateway could not be followed', asArcError(thrown));
      });
  };
  registerCommand('arcGateway.gateway.create', async (argument) => {
    const { commands, operations } = await load();
    await commands.createGateway(needs, operations, argument);
  });
  registerCommand('arcGateway.gateway.show', async (argument) => {
    pages.fire(await (await load()).commands.showGateway(needs, argument));
  });
  registerCommand('arcGateway.gateway.editBypass', async (argument) => {
    const { commands } = await load();
    const { id } = await commands.editBypass(needs, argument);
    pages.fire(await commands.showGateway(needs, { resourceId: id }));
  });
  registerCommand('arcGateway.gateway.delete', async (argument) => {
    const { commands, operations } = await load();
    await commands.deleteGateway(needs, operations, argument);
  });
}

/** Loads the chunk, and with it the one who follows operations. */
async function loadCommands(needs: GatewayNeeds, pages: vscode.EventEmitter<vscode.Uri>) {
  const commands = await import('./commands');
  const operations = new commands.GatewayOperations(needs);
  needs.context.subscriptions.push(
    operations,
    operations.onDidEnd((id) => {
      pages.fire(commands.gatewayPageUri(id));
    }),
  );
  return { commands, operations };
}

import * as vscode from 'vscode';
import type { RegisterCommand } from '../vscode/commands';
import { resourcePageViewType } from '../ids';
import type { PageDependencies } from './dependencies';
import type { ResourcePages } from './pages';

/** Code loads at first use. */
export function registerPages({
  registerCommand,
  ...dependencies
}: PageDependencies & { readonly registerCommand: RegisterCommand }): void {
  const { context } = dependencies;
  let made: Promise<ResourcePages> | undefined;
  const pages = (): Promise<ResourcePages> =>
    (made ??= import('./pages').then((chunk) => new chunk.ResourcePages(dependencies)));
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(resourcePageViewType, {
      deserializeWebviewPanel: async (panel, state) => {
        (await pages()).restore(panel, state);
      },
    }),
  );
  registerCommand('arcGateway.resource.show', async (argument) => {
    (await pages()).show(argument);
  });
  registerCommand('arcGateway.gateway.show', async (argument) => {
    (await pages()).showGateway(argument);
  });
  registerCommand('arcGateway.machine.openSsh', async (argument) =>
    (await import('./pages')).openSsh(dependencies, argument),
  );
}

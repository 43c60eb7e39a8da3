import * as vscode from 'vscode';
import { gatewayTarget } from '../vscode/commandArguments';
import type { RegisterCommand } from '../vscode/commands';
import { wizardViewType } from '../ids';
import type { FirstTargets } from '../planning/site';
import type { Start } from './openWizard';
import type { WizardNeeds } from './session';

export function registerWizard(
  context: vscode.ExtensionContext,
  needs: WizardNeeds & { readonly registerCommand: RegisterCommand },
): void {
  const { inventory, tenant, registerCommand } = needs;
  const editor: vscode.CustomTextEditorProvider = {
    resolveCustomTextEditor: async (document, panel) => {
      const { startSession } = await import('./session');
      startSession(document, panel, needs, context.extensionUri);
    },
  };
  context.subscriptions.push(vscode.window.registerCustomEditorProvider(wizardViewType, editor));

  const opening = () => import('./openWizard');
  const startOf = (first: FirstTargets, argument: unknown): Start => {
    const gateway = argument === undefined ? undefined : gatewayTarget(inventory.inventory, argument);
    const tenantId = inventory.inventory?.subscriptions.find(({ id }) => id === gateway?.subscriptionId)?.tenantId;
    return { first, gateway, tenantId, cloud: tenant.cloud };
  };
  registerCommand('arcGateway.server.onboard', async (argument) =>
    (await opening()).openWizard(startOf('servers', argument)),
  );
  registerCommand('arcGateway.cluster.onboard', async (argument) =>
    (await opening()).openClusterWizard(startOf('clusters', argument)),
  );
  registerCommand('arcGateway.site.create', async () => (await opening()).openWizard(startOf('servers', undefined)));
  registerCommand('arcGateway.site.saveScripts', async (argument) =>
    (await import('./session')).saveScriptsOf(argument),
  );
  registerCommand('arcGateway.site.openAsText', () => reopenAs('default'));
  registerCommand('arcGateway.site.openAsForm', () => reopenAs(wizardViewType));
  registerCommand('arcGateway.site.openExample', async () => {
    const example = vscode.Uri.joinPath(context.extensionUri, 'media', 'example-branch.arc.json');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(example));
    await (await opening()).openNew('example', text);
  });
}

/** In its place, as with “Reopen Editor With…”. */
const reopenAs = (editor: string): Thenable<unknown> =>
  vscode.commands.executeCommand('reopenActiveEditorWith', editor);

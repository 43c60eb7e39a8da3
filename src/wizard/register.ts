import * as vscode from 'vscode';
import { gatewayTarget } from '../vscode/commandArguments';
import type { RegisterCommand } from '../vscode/commands';
import { wizardViewType } from '../ids';
import { openWizard } from './openWizard';
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

  registerCommand('arcGateway.server.onboard', async (argument) => {
    const gateway = argument === undefined ? undefined : gatewayTarget(inventory.inventory, argument);
    const tenantId = inventory.inventory?.subscriptions.find(({ id }) => id === gateway?.subscriptionId)?.tenantId;
    await openWizard(gateway, tenantId, tenant.cloud);
  });
}

import * as vscode from 'vscode';
import { azLogin } from '../../kernel/knowledge/azLogin';
import { say } from '../../kernel/text/boxText';
import { offerCommand } from '../../vscode/boxes/editors';
import { withProgress } from '../../vscode/boxes/progress';
import { getSetting } from '../../vscode/settings';
import type { CommandId } from '../../ids';
import type { AccountNeeds } from './needs';
import { storeServicePrincipal } from './storeServicePrincipal';

/** Signs in, or in again as somebody else, by the way in the settings: each asks for what it needs. */
export async function signIn(needs: AccountNeeds): Promise<void> {
  switch (getSetting('arcGateway.authentication')) {
    case 'vscode':
    case 'browser':
    case 'deviceCode':
      await withProgress(say`Signing in to Azure`, (_, signal) => needs.tenant.signIn(signal));
      await needs.inventory.refresh();
      return;
    case 'azureCli':
      // Put at the prompt, for the person to run: it asks questions of its own.
      offerCommand(say`Azure CLI`, azLogin(needs.selection.tenantId));
      return;
    case 'servicePrincipal':
      return storeServicePrincipal(needs);
    case 'environment':
    case 'managedIdentity':
      // There is nothing to ask for: whoever wants to be somebody else chooses another way.
      await vscode.commands.executeCommand('arcGateway.account.chooseMethod' satisfies CommandId);
      return;
  }
}

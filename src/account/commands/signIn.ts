import * as vscode from 'vscode';
import { azLogin } from '../../kernel/knowledge/azLogin';
import { say } from '../../kernel/text/boxText';
import { offerCommand } from '../../vscode/boxes/editors';
import { withProgress } from '../../vscode/boxes/progress';
import { getSetting } from '../../vscode/settings';
import type { CommandId } from '../../ids';
import type { AccountDependencies } from './dependencies';
import { storeServicePrincipal } from './storeServicePrincipal';

/** Signs in, also as another account, by the configured method. */
export async function signIn(dependencies: AccountDependencies): Promise<void> {
  switch (getSetting('arcGateway.authentication')) {
    case 'vscode':
    case 'browser':
    case 'deviceCode':
      await withProgress(say`Signing in to Azure`, (_, signal) => dependencies.tenant.signIn(signal));
      await dependencies.inventory.refresh();
      return;
    case 'azureCli':
      // The person runs it: it asks questions of its own.
      offerCommand(say`Azure CLI`, azLogin(dependencies.selection.tenantId));
      return;
    case 'servicePrincipal':
      return storeServicePrincipal(dependencies);
    case 'environment':
    case 'managedIdentity':
      // These methods ask nothing: another account dependencies another method.
      await vscode.commands.executeCommand('arcGateway.account.chooseMethod' satisfies CommandId);
      return;
  }
}

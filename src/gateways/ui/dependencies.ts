import type { ExtensionContext } from 'vscode';
import type { RegisterCommand } from '../../vscode/commands';
import type { ShowFailure } from '../../vscode/failures';
import type { InventoryStore } from '../../inventory';
import type { Log } from '../../vscode/log';
import type { AzureSession } from '../../session/azureSession';

export interface GatewayDependencies {
  readonly context: ExtensionContext;
  readonly log: Log;
  readonly tenant: AzureSession;
  readonly inventory: InventoryStore;
  readonly registerCommand: RegisterCommand;
  readonly showFailure: ShowFailure;
}

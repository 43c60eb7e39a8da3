import type { ExtensionContext } from 'vscode';
import type { RegisterCommand } from '../../vscode/commands';
import type { ShowFailure } from '../../vscode/failures';
import type { InventoryStore } from '../../inventory';
import type { Log } from '../../vscode/log';
import type { Tenant } from '../../session/tenant';

export interface GatewayNeeds {
  readonly context: ExtensionContext;
  readonly log: Log;
  readonly tenant: Tenant;
  readonly inventory: InventoryStore;
  readonly registerCommand: RegisterCommand;
  readonly showFailure: ShowFailure;
}

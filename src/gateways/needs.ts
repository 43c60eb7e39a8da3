import type { ExtensionContext } from 'vscode';
import type { RegisterCommand } from '../host/commands';
import type { ShowFailure } from '../host/failures';
import type { InventoryStore } from '../host/inventoryStore';
import type { Log } from '../host/log';
import type { Tenant } from '../host/tenant';

export interface GatewayNeeds {
  readonly context: ExtensionContext;
  readonly log: Log;
  readonly tenant: Tenant;
  readonly inventory: InventoryStore;
  readonly registerCommand: RegisterCommand;
  readonly showFailure: ShowFailure;
}

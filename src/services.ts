import type { ExtensionContext } from 'vscode';
import type { ArcApi } from './core';
import { accountToken } from './host/account';
import { type RegisterCommand, commandRegistrar } from './host/commands';
import { InventoryStore } from './host/inventoryStore';
import { createLog, type Log } from './host/log';
import { Tenant } from './host/tenant';
import { registerSampleBadge } from './host/sampleBadge';

export interface Services {
  readonly log: Log;
  readonly registerCommand: RegisterCommand;
  readonly tenant: Tenant;
  readonly inventory: InventoryStore;
}

/** The composition root: the only place that makes adapters. The Azure SDK and the sample tenant load at first use. */
export function createServices(context: ExtensionContext): Services {
  const log = createLog(context);
  const tenant = new Tenant({ azure: () => connectAzure(log), sample: () => connectSample(log) });
  const inventory = new InventoryStore(tenant, log);
  context.subscriptions.push(inventory, tenant, registerSampleBadge(tenant));
  return { log, registerCommand: commandRegistrar(context, log), tenant, inventory };
}

async function connectAzure(log: Log): Promise<ArcApi> {
  const { createArcApi, createCredential } = await import('./azure');
  return createArcApi({ credential: createCredential(accountToken), log: log.info });
}

async function connectSample(log: Log): Promise<ArcApi> {
  const [{ createArcApi }, { createSampleTenant, sampleCredential }] = await Promise.all([
    import('./azure'),
    import('./sample'),
  ]);
  return createArcApi({ credential: sampleCredential, httpClient: createSampleTenant().asHttpClient(), log: log.info });
}

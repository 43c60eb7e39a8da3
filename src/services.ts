import { type ExtensionContext, Uri } from 'vscode';
import type { RunProbes } from './core';
import { type RegisterCommand, commandRegistrar } from './host/commands';
import { failureDialog, type ShowFailure } from './host/failures';
import { InventoryStore } from './host/inventoryStore';
import { LazyReach } from './host/lazyReach';
import { ReadOnlyDocuments } from './host/readOnlyDocument';
import { createLog, type Log } from './host/log';
import { registerSampleBadge } from './host/sampleBadge';
import { Selection } from './host/selection';
import { Tenant } from './host/tenant';

export interface Services {
  readonly context: ExtensionContext;
  readonly log: Log;
  readonly registerCommand: RegisterCommand;
  readonly showFailure: ShowFailure;
  readonly tenant: Tenant;
  readonly selection: Selection;
  readonly inventory: InventoryStore;
  readonly reach: LazyReach;
  readonly documents: ReadOnlyDocuments;
  readonly runProbes: RunProbes;
}

/** The composition root. What reaches Azure or plays it is made in `connect.ts`, which loads at first use. */
export function createServices(context: ExtensionContext): Services {
  const log = createLog(context);
  const selection = new Selection(context.globalState);
  const connect = () => import('./connect');
  const tenant = new Tenant(
    {
      azure: async () => (await connect()).connectAzure(context, selection, log),
      sample: async () => (await connect()).connectSample(log),
    },
    // What a service principal proves itself with is in the secrets.
    [selection.onDidChange, context.secrets.onDidChange],
  );
  const inventory = new InventoryStore(tenant, selection, log, {
    snapshots: async () =>
      (await import('./host/snapshots')).snapshotsIn(Uri.joinPath(context.globalStorageUri, 'inventory')),
  });
  const reach = new LazyReach(async () => (await import('./reach')).createReach(context, tenant));
  const documents = new ReadOnlyDocuments();
  const runProbes: RunProbes = async (...run) => (await import('./remote/probe')).createProber()(...run);
  const showFailure = failureDialog(async (text) => (await import('./diagnosis/commands')).isKnown(text));
  context.subscriptions.push(documents, inventory, tenant, selection, registerSampleBadge(tenant), reach);
  return {
    context,
    log,
    registerCommand: commandRegistrar(context, log, showFailure),
    showFailure,
    tenant,
    selection,
    inventory,
    reach,
    documents,
    runProbes,
  };
}

import { type ExtensionContext, Uri } from 'vscode';
import type { RunProbes } from './planning/network/probes';
import { type ChooseRows, type RegisterCommand, commandRegistrar } from './vscode/commands';
import type { ShowFailure } from './vscode/failures';
import { type InventoryStore, LazyInventoryStore, openSnapshots } from './inventory';
import type { ClusterAccess } from './kernel/kubectl';
import { lazily } from './kernel/lazily';
import type { ParsePowershell, RemoteAccess } from './kernel/ports';
import { ReadOnlyDocuments } from './vscode/readOnlyDocument';
import type { Log } from './vscode/log';
import { registerSampleBadge } from './session/sampleBadge';
import { Selection } from './vscode/selection';
import { AzureSession } from './session/azureSession';
import type { CommandId } from './ids';

export interface Services {
  readonly context: ExtensionContext;
  readonly log: Log;
  readonly registerCommand: RegisterCommand;
  readonly showFailure: ShowFailure;
  readonly tenant: AzureSession;
  readonly selection: Selection;
  readonly inventory: InventoryStore;
  readonly remoteAccess: RemoteAccess;
  readonly clusterAccess: ClusterAccess;
  readonly documents: ReadOnlyDocuments;
  readonly runProbes: RunProbes;
  readonly parsePowershell: ParsePowershell;
}

/** The composition root. What reaches Azure or plays it is made in `connect.ts`, which loads at first use. */
export function createServices(context: ExtensionContext, log: Log): Services {
  const selection = new Selection(context.globalState);
  const connect = () => import('./connect');
  const tenant = new AzureSession(
    {
      azure: async () => (await connect()).connectAzure(context, selection, log),
      sample: async () => (await connect()).connectSample(log),
    },
    // What a service principal proves itself with is in the secrets.
    [selection.onDidChange, context.secrets.onDidChange],
  );
  const inventory = new LazyInventoryStore(tenant, selection, log, {
    snapshots: () => openSnapshots(Uri.joinPath(context.globalStorageUri, 'inventory')),
  });
  const machines = lazily(async () => {
    const { createRemoteAccess } = await import('./remoteAccess/consent');
    const made = createRemoteAccess(context.globalState, () => tenant.api());
    context.subscriptions.push(made);
    return made;
  });
  const remoteAccess: RemoteAccess = {
    open: async (...args) => (await machines()).open(...args),
    sshArguments: async (target) => (await machines()).sshArguments(target),
    chooseConnection: async (target) => (await machines()).chooseConnection(target),
    forgetConnection: async (target) => (await machines()).forgetConnection(target),
  };
  const clusters = lazily(async () => {
    const { createClusterAccess } = await import('./remoteAccess/consent');
    return createClusterAccess(context.workspaceState, () => tenant.kubectl());
  });
  const clusterAccess: ClusterAccess = {
    chooseContext: async (cluster) => (await clusters()).chooseContext(cluster),
    forgetContext: async (cluster) => (await clusters()).forgetContext(cluster),
    open: async (cluster) => (await clusters()).open(cluster),
  };
  const documents = new ReadOnlyDocuments();
  const runProbes: RunProbes = async (...run) => (await import('./remoteAccess/probe')).createProber()(...run);
  const parsePowershell: ParsePowershell = async (texts) =>
    (await import('./remoteAccess/local/parsePowershell')).createPowershellParser()(texts);
  const failures = lazily(async () => {
    const { failureDialog } = await import('./vscode/failureDialog');
    return failureDialog(async (text) => (await import('./diagnosis/ui/explainError')).isKnown(text));
  });
  const showFailure: ShowFailure = async (error) => (await failures())(error);
  const chooseRows: ChooseRows = async (id) =>
    (await import('./inventory/tree/gatewayMembers')).chooseRows(inventory, id, titleOf(context, id));
  context.subscriptions.push(documents, inventory, tenant, selection, registerSampleBadge(tenant));
  return {
    context,
    log,
    registerCommand: commandRegistrar(context, log, showFailure, chooseRows),
    showFailure,
    tenant,
    selection,
    inventory,
    remoteAccess,
    clusterAccess,
    documents,
    runProbes,
    parsePowershell,
  };
}

/** As the palette shows it. */
function titleOf({ extension }: ExtensionContext, id: CommandId): string {
  const { contributes } = extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string; readonly title: string }[] };
  };
  return contributes.commands.find(({ command }) => command === id)?.title ?? id;
}

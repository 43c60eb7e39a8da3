import * as vscode from 'vscode';
import { type BoxText, say } from '../../kernel/text/boxText';
import { createTestController } from '../../vscode/boxes/tests';
import type { RegisterCommand } from '../../vscode/commands';
import type { VerificationDependencies } from './dependencies';
import { checkPageViewType } from '../../ids';
import type { Verification } from './verification';

type RegistrationDependencies = Omit<VerificationDependencies, 'storage' | 'controller'> & {
  readonly registerCommand: RegisterCommand;
};

/** Code loads at first use. */
export function registerVerification(context: vscode.ExtensionContext, dependencies: RegistrationDependencies): void {
  const { inventory, remoteAccess, clusterAccess, tenant, documents, registerCommand } = dependencies;
  const controller = createTestController('arcGateway.verification', say`Azure Arc`);
  let made: Promise<Verification> | undefined;
  const verification = (): Promise<Verification> =>
    (made ??= import('./verification').then(
      (chunk) =>
        new chunk.Verification({ inventory, remoteAccess, clusterAccess, tenant, documents, storage, controller }),
    ));
  const pages = {
    openCustomDocument: (uri: vscode.Uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async ({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel) =>
      (await verification()).openCheckPage(uri, panel),
  };
  const storage = vscode.Uri.joinPath(context.globalStorageUri, 'verification');
  let recalled: Promise<void> | undefined;
  const recall = async (): Promise<void> => {
    const { VerificationSummaryCache } = await import('./verificationSummaryCache');
    await inventory.mergeVerifications(await new VerificationSummaryCache(storage).all());
  };
  const show = async (): Promise<void> => {
    (await verification()).showTenant();
  };
  // Doesn't query Azure.
  controller.resolveHandler = async (item) => {
    if (item === undefined) await show();
    else (await verification()).resolve(item);
  };
  controller.refreshHandler = async () => {
    await inventory.refresh();
    await show();
  };
  const profile = (label: BoxText, withLog: boolean): void => {
    const run = async (request: vscode.TestRunRequest): Promise<void> => (await verification()).run(request, withLog);
    controller.createRunProfile(label, vscode.TestRunProfileKind.Run, run, !withLog);
  };
  profile(say`Verify`, false);
  profile(say`Verify, and read the Arc proxy’s log`, true);

  context.subscriptions.push(
    controller,
    vscode.window.registerCustomEditorProvider(checkPageViewType, pages, { supportsMultipleEditorsPerDocument: true }),
    inventory.onDidChange(({ whole }) => {
      if (whole && made) void show();
      if (inventory.inventory) recalled ??= recall();
    }),
  );
  registerCommand('arcGateway.machine.verify', async (argument, selection) =>
    (await verification()).verifyRows(argument, selection),
  );
  registerCommand('arcGateway.verification.fix', async (argument, selection) =>
    (await verification()).fix(argument, selection),
  );
  registerCommand('arcGateway.site.verify', async (argument) =>
    (await verification()).verifyDocument(siteArgument(argument)),
  );
  registerCommand('arcGateway.verification.saveReport', async () => (await verification()).saveReport());
  registerCommand('arcGateway.verification.saveFleetPlaybook', async () => (await verification()).saveFleetPlaybook());
  registerCommand('arcGateway.verification.openFleetResult', async () => (await verification()).openFleetResult());
}

/** From the explorer, or the active tab. Undefined: the person chooses. */
function siteArgument(argument: unknown): unknown {
  if (argument !== undefined) return argument;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isDocument = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isDocument && input.uri.path.endsWith('.arc.json') ? input.uri : undefined;
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Handlers } from '../contract/protocol';
import { wizardContract } from '../contract/wizard';
import type { Plan } from '../planning';
import type { Script } from '../planning/targets/script';
import { foreign, joined, say } from '../kernel/text/boxText';
import { showInformation } from '../vscode/boxes/messages';
import { nameOf } from '../vscode/files';
import { chooseSiteFile, siteIn, siteOf } from '../vscode/siteFiles';
import type { InventoryStore } from '../inventory';
import type { Log } from '../vscode/log';
import type { AzureSession } from '../session/azureSession';
import { servePage } from '../vscode/servePage';
import type { CommandId } from '../ids';
import { findingGone, incompleteSite, noScriptsPossible, notSiteFile, scriptOutdated } from './errors';
import { choicesFrom } from './choices';
import { editDocument } from './documentJson';
import { replaceText } from './replaceText';
import { saveScript, saveScripts } from './saveScripts';
import { PermissionStates } from './permissionStates';
import { ProviderStates } from './providerStates';
import { createWizardState, type PlannedState, type ShownScript, stateForPage } from './wizardState';

export interface WizardNeeds {
  readonly inventory: InventoryStore;
  readonly tenant: AzureSession;
  readonly log: Log;
}

/** Pushes the document's state and serves the form until the panel closes. */
export function startSession(
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
  { inventory, tenant, log }: WizardNeeds,
  extensionUri: vscode.Uri,
): void {
  const subscriptionsRead = (): readonly string[] => (inventory.inventory?.subscriptions ?? []).map(({ id }) => id);
  const onDidRead = new vscode.EventEmitter<void>();
  const providers = new ProviderStates(
    async (subscriptionId, namespace) =>
      (await tenant.api()).providerState(subscriptionId, namespace, AbortSignal.timeout(60_000)),
    () => {
      onDidRead.fire();
    },
    (namespace, error) => {
      log.error(`The registration of ${namespace} could not be read.`, error);
    },
  );
  const permissions = new PermissionStates(
    async (scope) => (await tenant.api()).permissions(scope, AbortSignal.timeout(60_000)),
    () => {
      onDidRead.fire();
    },
    (group, error) => {
      log.error(`What the account may do in ${group} could not be read.`, error);
    },
  );
  const wizardState = createWizardState(
    async () => (await import('../planning')).createPlanner(),
    // Nothing is asked before this window has read the inventory: asking could make the person sign in.
    (site) => providers.of(site, inventory.state.kind === 'ready' ? subscriptionsRead() : []),
    (site) => permissions.of(site, inventory.state.kind === 'ready' ? subscriptionsRead() : []),
  );
  const state = (): Promise<PlannedState> => {
    const text = document.getText();
    return wizardState(
      {
        text,
        revision: document.version,
        fileName: nameOf(document.uri),
        isDirty: document.isDirty,
        isSample: tenant.isSample,
      },
      choicesFrom(inventory.state, tenant.cloud, text),
    );
  };
  let asked: ShownScript | undefined;
  const onDidAsk = new vscode.EventEmitter<void>();
  panel.onDidDispose(() => {
    onDidAsk.dispose();
    onDidRead.dispose();
  });
  const readAgain = (): void => {
    providers.forget();
    permissions.forget();
    onDidRead.fire();
  };
  const showScript = (script: ShownScript): void => {
    asked = script;
    onDidAsk.fire();
  };
  servePage(
    panel,
    { extensionUri, log },
    {
      title: l10n.t('Onboard servers with Arc gateway'),
      bundle: 'wizard',
      contract: wizardContract,
      handlers: handlersFor(document, inventory, state, showScript, readAgain),
      state: async () => stateForPage(await state(), asked),
      isAbout: (uri) => uri.toString() === document.uri.toString(),
      alsoOn: [inventory.onDidChange, onDidAsk.event, onDidRead.event],
      onReady: () => void inventory.ensure(),
    },
  );
}

function handlersFor(
  document: vscode.TextDocument,
  inventory: InventoryStore,
  state: () => Promise<PlannedState>,
  showScript: (script: ShownScript) => void,
  readAgain: () => void,
): Handlers<typeof wizardContract> {
  const plan = async (): Promise<Plan> => planOf(await state());
  const copy = async (text: string): Promise<null> => {
    await vscode.env.clipboard.writeText(text);
    return null;
  };
  return {
    edit: async ({ edits }) => {
      await replaceText(document, editDocument(document.getText(), edits));
      return null;
    },
    showScript: async (script) => {
      showScript(script);
      return null;
    },
    saveScript: async ({ fileName }) => saveScript(scriptIn(await plan(), fileName), document.uri),
    saveScripts: async () => saveScripts((await plan()).scripts, document.uri),
    copyScript: async ({ fileName }) => copy(scriptIn(await plan(), fileName).text),
    copyStep: async ({ index }) => copy((await plan()).nextSteps[index]?.command?.text ?? ''),
    copyEndpoints: async () => copy((await plan()).endpoints.map(({ host, port }) => `${host}:${port}`).join('\n')),
    openAsText: async () => {
      await vscode.commands.executeCommand('vscode.openWith', document.uri, 'default');
      return null;
    },
    showTraffic: async () => {
      await vscode.commands.executeCommand('arcGateway.traffic.show' satisfies CommandId, document.uri);
      return null;
    },
    refreshChoices: async () => {
      readAgain();
      await inventory.refresh();
      return null;
    },
    remedy: async ({ code, path }) => {
      const { findings } = await plan();
      const found = findings.find((each) => each.code === code && each.path === path);
      if (!found?.remedy) throw findingGone();
      const { subscriptionId, namespaces } = found.remedy;
      const command: CommandId = 'arcGateway.provider.register';
      if (await vscode.commands.executeCommand(command, { subscriptionId, namespaces })) readAgain();
      return null;
    },
  };
}

/** Of a site file or its row, or of one that the person chooses. */
export async function saveScriptsOf(argument: unknown): Promise<void> {
  const uri = siteOf(argument) ?? (await chooseSiteFile(scriptsQuestion));
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  const { site, unread } = siteIn(text, nameOf(uri));
  const { plan } = await import('../planning');
  const { scripts, findings } = plan(site, {}, unread);
  const reason = findings.find(({ severity }) => severity === 'error');
  if (scripts.length === 0 && reason) throw noScriptsPossible(reason.path, reason.message);
  const saved = await saveScripts(scripts, uri);
  if (saved)
    void showInformation(
      say`Saved: ${joined(
        saved.map((name) => foreign('fileName', name)),
        ', ',
        10,
      )}.`,
    );
}

const scriptsQuestion = {
  title: say`Save scripts`,
  placeHolder: say`Choose the site file whose scripts to save`,
  none: say`Scripts are made from a site file (*.arc.json), and this workspace has none.`,
};

function planOf({ plan, errors }: PlannedState): Plan {
  if (plan) return plan;
  const [first] = errors;
  throw first ? incompleteSite(first.path, first.message) : notSiteFile();
}

function scriptIn({ scripts, findings }: Plan, fileName: string): Script {
  const script = scripts.find((each) => each.fileName === fileName);
  if (script) return script;
  const reason = findings.find(({ severity }) => severity === 'error');
  throw reason ? noScriptsPossible(reason.path ?? '', reason.message) : scriptOutdated(fileName);
}

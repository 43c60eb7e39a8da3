import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Handlers } from '../contract/protocol';
import { trafficContract } from '../contract/traffic';
import { firewallChangesTable, firewallChanges } from '../planning/firewall';
import { gatewaysNeeded, routeOf } from '../planning/network';
import { nameOf, savedUri } from '../vscode/files';
import type { Log } from '../vscode/log';
import { servePage } from '../vscode/servePage';
import { wizardViewType } from '../ids';
import { openDiff } from './allowLists';
import type { SiteDocument } from './siteDocument';
import { type FindObstacles, firstRoutingContext, trafficState } from './trafficState';

/** Runs until the panel closes. */
export function startSession(
  panel: vscode.WebviewPanel,
  document: SiteDocument,
  host: { readonly extensionUri: vscode.Uri; readonly log: Log },
): void {
  const files = watcherOf(document.uri);
  const judged = new vscode.EventEmitter<void>();
  panel.onDidDispose(() => {
    files.dispose();
    judged.dispose();
  });
  let findObstacles: FindObstacles | undefined;
  const judge = async (): Promise<void> => {
    ({ findObstacles } = await import('./findObstacles'));
    judged.fire();
  };
  servePage(panel, host, {
    title: l10n.t('Network traffic and allow list'),
    bundle: 'traffic',
    contract: trafficContract,
    handlers: handlersFor(document),
    state: async () => trafficState(await document.read(), findObstacles),
    isAbout: (uri) => document.isAbout(uri),
    alsoOn: [files.onDidChange, files.onDidCreate, files.onDidDelete, judged.event],
    onReady: () => void judge(),
  });
}

/** Watches files that no editor shows. */
function watcherOf(uri: vscode.Uri): vscode.FileSystemWatcher {
  const folder = vscode.Uri.joinPath(savedUri(uri), '..');
  // Globs can't escape these; `?` matches any character.
  const name = nameOf(uri).replace(/[[\]{}*]/g, '?');
  return vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
}

function handlersFor(document: SiteDocument): Handlers<typeof trafficContract> {
  const done = async (work: Thenable<unknown>): Promise<null> => {
    await work;
    return null;
  };
  const copy = (text: string): Promise<null> => done(vscode.env.clipboard.writeText(text));
  const openWith = (editor: string): Promise<null> =>
    done(vscode.commands.executeCommand('vscode.openWith', document.uri, editor));
  const allowList = async (format: string) =>
    (await import('./saveAllowList')).allowListIn(await document.site(), format);
  return {
    route: async ({ target, phase }) =>
      routeOf(target, { ...firstRoutingContext((await document.site()).site), phase }),
    allowList: async ({ format }) => allowList(format),
    copyAllowList: async ({ format }) => copy((await allowList(format)).text),
    saveAllowList: async ({ format }) => {
      const { saveAllowList } = await import('./saveAllowList');
      const target = await saveAllowList(await allowList(format), document.uri);
      return target ? nameOf(target) : null;
    },
    capacity: ({ counts }) => Promise.resolve(gatewaysNeeded(counts)),
    openDiff: () => done(openDiff(document.uri)),
    copyChange: async () => {
      const { site, unread } = await document.site();
      return copy(firewallChangesTable(firewallChanges(site, unread)));
    },
    openWizard: () => openWith(wizardViewType),
    openAsText: () => openWith('default'),
  };
}

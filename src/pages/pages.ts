import * as v from 'valibot';
import * as vscode from 'vscode';
import { isAssociable, sameResource } from '../kernel/resources';
import { foreign, say } from '../kernel/text/boxText';
import { operatingSystemOf } from '../kernel/resourceKinds';
import { createPanel, openTerminal } from '../vscode/boxes/editors';
import { gatewayTarget, resolveResource } from '../vscode/commandArguments';
import { resourcePageViewType } from '../ids';
import type { PageDependencies } from './dependencies';
import { noSampleMachine } from './errors';
import { titleOf } from './frame';
import { StoredResults } from './results';
import { PageSession } from './session';

interface OpenPage {
  readonly panel: vscode.WebviewPanel;
  readonly session: PageSession;
}

/** In ms between two clicks that are one double-click. */
const doubleClick = 500;

/** What the page itself keeps; no more than this comes back after a reload. */
const kept = v.object({ id: v.pipe(v.string(), v.maxLength(1024)), isKept: v.optional(v.boolean()) });

/** One page shows what is clicked, until it is kept; each kept one stays with its resource. */
export class ResourcePages {
  private readonly open = new Set<OpenPage>();
  private readonly results: StoredResults;
  private last = { id: '', at: -Infinity };

  constructor(private readonly dependencies: PageDependencies) {
    this.results = new StoredResults(dependencies.context.globalStorageUri);
  }

  /** A row’s click shows it beside the rows; the next one, or Enter, goes there; a double-click keeps it. */
  show(argument: unknown): void {
    const { id } = resolveResource(this.dependencies.inventory.inventory, argument);
    const isAgain = sameResource(id, this.last.id) && performance.now() - this.last.at < doubleClick;
    this.last = { id, at: performance.now() };
    this.showId(id, isAgain);
  }

  showGateway(argument: unknown): void {
    this.showId(gatewayTarget(this.dependencies.inventory.inventory, argument).id, false);
  }

  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const parsed = v.safeParse(kept, state);
    if (parsed.success) this.fill(panel, parsed.output.id, parsed.output.isKept ?? false);
    else panel.dispose();
  }

  private showId(id: string, isKept: boolean): void {
    const pages = [...this.open];
    const own = pages.find(({ session }) => sameResource(session.id, id));
    const page = own ?? pages.find(({ session }) => !session.isKept);
    if (!page) {
      const panel = createPanel(resourcePageViewType, titleOf(''), true);
      this.fill(panel, id, isKept);
      return;
    }
    const isShown = own?.panel.visible === true;
    page.session.show(id);
    if (isKept) page.session.keep();
    page.panel.reveal(undefined, !isShown);
  }

  private fill(panel: vscode.WebviewPanel, id: string, isKept: boolean): void {
    const { context } = this.dependencies;
    const iconAt = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(context.extensionUri, 'media', `tab-${theme}.svg`);
    panel.iconPath = { light: iconAt('light'), dark: iconAt('dark') };
    const open = (other: string): void => {
      this.showId(other, false);
    };
    const session = new PageSession(panel, { ...this.dependencies, results: this.results, open }, id, isKept);
    const page = { panel, session };
    this.open.add(page);
    panel.onDidDispose(() => {
      this.open.delete(page);
    });
  }
}

/** To the host that the person chose for the machine, as they are in their ssh configuration. */
export async function openSsh(dependencies: PageDependencies, argument: unknown): Promise<void> {
  const { inventory, remoteAccess, tenant } = dependencies;
  const resource = resolveResource(inventory.inventory, argument);
  if (tenant.isSample) throw noSampleMachine(resource.name);
  const os = isAssociable(resource) ? (operatingSystemOf(resource) ?? 'linux') : 'linux';
  const sshArguments = await remoteAccess.sshArguments({ resourceId: resource.id, name: resource.name, os });
  openTerminal(say`SSH: ${foreign('azureName', resource.name)}`, 'ssh', sshArguments);
}

import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { findAssociable, type Inventory } from '../../../kernel/inventory';
import { resourceKey } from '../../../kernel/resources';
import { html } from '../../../kernel/text/html';
import { timeText } from '../../../kernel/text/timeText';
import { targetKey, type VerifiedResource } from '../../engine';
import { fixOfCheck, reasonText } from '../../engine/fixes';
import { showStaticPage } from '../../../vscode/staticPage';
import { readCheckPageUri } from './checkPageUri';
import { checkPage, type CheckPageState } from './checkPage';

interface Facts {
  readonly inventory: Inventory | undefined;
  readonly isSample: boolean;
  /** Of the last verification; undefined if it is not kept. */
  readonly resultOf: (key: string) => Promise<VerifiedResource | undefined>;
}

/** Pages that are open, each shown again when its resource is verified. */
export class CheckPages {
  private readonly panels = new Map<vscode.WebviewPanel, vscode.Uri>();

  constructor(private readonly facts: () => Facts) {}

  async open(uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
    this.panels.set(panel, uri);
    panel.onDidDispose(() => this.panels.delete(panel));
    await this.show(uri, panel);
  }

  async refresh(): Promise<void> {
    await Promise.all([...this.panels].map(([panel, uri]) => this.show(uri, panel)));
  }

  private async show(uri: vscode.Uri, { webview }: vscode.WebviewPanel): Promise<void> {
    const state = await this.stateOf(uri);
    showStaticPage(webview, {
      title: l10n.t('Check'),
      body: state
        ? checkPage(state)
        : html`<p>
            ${l10n.t('This check was not verified yet, or its result is no longer kept. Verify the resource again.')}
          </p>`,
      commands: ['arcGateway.verification.fix', 'arcGateway.machine.verify'],
    });
  }

  private async stateOf(uri: vscode.Uri): Promise<CheckPageState | undefined> {
    const read = readCheckPageUri(uri);
    const { inventory, isSample, resultOf } = this.facts();
    const resource = read && (await resultOf(read.key));
    const check = resource?.checks.find(({ id }) => id === read?.check);
    if (!resource || !check) return undefined;
    const found = inventory && findAssociable(inventory, targetKey(resource.subject));
    const last = found && inventory.verifications?.get(resourceKey(found.id));
    const offer = found && last ? fixOfCheck(found, last, check.id) : undefined;
    return {
      resource,
      check,
      isSample,
      ...(last && { at: timeText(last.at) }),
      ...(offer && { offer: 'fix' in offer ? offer : { reason: reasonText(offer.none) } }),
    };
  }
}

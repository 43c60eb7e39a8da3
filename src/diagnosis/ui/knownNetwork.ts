import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isArcError } from '../../kernel/errors';
import { type RoutingContext, routingContextOf } from '../../planning/network';
import { nameOf } from '../../vscode/files';

export interface KnownNetwork {
  /** What a log is compared with. */
  readonly routing: RoutingContext | undefined;
  /** Says which site that is, for the document. */
  readonly remark: string;
}

const none: KnownNetwork = {
  routing: undefined,
  remark: l10n.t(
    'This workspace doesn’t have exactly one site file, so the hosts are described for servers behind any gateway.',
  ),
};

/** Uses the workspace's only readable site file. */
export async function knownNetwork(): Promise<KnownNetwork> {
  const [only, more] = await vscode.workspace.findFiles('**/*.arc.json', '**/node_modules/**', 2);
  if (!only || more) return none;
  try {
    const { serversIn } = await import('../../vscode/siteFiles');
    const text = (await vscode.workspace.openTextDocument(only)).getText();
    const remark = l10n.t`The hosts are described for the site file ${nameOf(only)}.`;
    return { routing: routingContextOf(serversIn(text, nameOf(only))), remark };
  } catch (error) {
    if (isArcError(error)) return none;
    throw error;
  }
}

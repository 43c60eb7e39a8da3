import * as vscode from 'vscode';
import { isArcError } from '../../kernel/errors';
import { type RoutingContext, routingContextOf } from '../../planning/network';
import { nameOf } from '../../vscode/files';
import { serversIn } from '../../vscode/siteFiles';

/** What a log is compared with. */
export interface KnownNetwork {
  readonly view: RoutingContext | undefined;
  /** Says so, for the document. */
  readonly remark: string;
}

const none: KnownNetwork = {
  view: undefined,
  remark:
    'There is not one topology in this workspace, so what is known of the hosts holds for servers behind some gateway.',
};

/** The workspace's only site, if it has just one and that can be read; nobody is asked. */
export async function knownNetwork(): Promise<KnownNetwork> {
  const [only, more] = await vscode.workspace.findFiles('**/*.arc.json', '**/node_modules/**', 2);
  if (!only || more) return none;
  try {
    const text = (await vscode.workspace.openTextDocument(only)).getText();
    const remark = `What is known of the hosts is by the topology ${nameOf(only)}.`;
    return { view: routingContextOf(serversIn(text, nameOf(only))), remark };
  } catch (error) {
    if (isArcError(error)) return none;
    throw error;
  }
}

import * as vscode from 'vscode';
import { asArcError } from '../../../kernel/errors';
import { redact } from '../../../kernel/redact';
import { parseResourceId } from '../../../kernel/resources';
import { words, prose } from '../../../kernel/text/markdown';
import { visibleLine } from '../../../kernel/text/visible';
import { usersOf } from '../../engine';
import { gatewayTarget } from '../../../vscode/commandArguments';
import { gatewayPageScheme } from '../../../ids';
import type { GatewayDependencies } from '../dependencies';
import { showPage } from '../pages';
import { gatewayMarkdown } from './gatewayMarkdown';

/** The path is the title of the tab. */
export function gatewayPageUri(id: string): vscode.Uri {
  const parts = parseResourceId(id);
  const name = visibleLine(parts.ok ? parts.value.name : id);
  return vscode.Uri.from({ scheme: gatewayPageScheme, path: `/${name}.md`, query: id });
}

export async function showGateway({ inventory }: GatewayDependencies, argument: unknown): Promise<vscode.Uri> {
  const uri = gatewayPageUri(gatewayTarget(inventory.inventory, argument).id);
  await showPage(uri);
  return uri;
}

/** The gateway as Azure returns it, with its members from the inventory; or why it cannot be loaded. */
export async function readGatewayPage(dependencies: GatewayDependencies, uri: vscode.Uri): Promise<string> {
  try {
    return await readPage(dependencies, uri);
  } catch (thrown) {
    const error = asArcError(thrown);
    dependencies.log.error(`The page of ${uri.query} could not be read (${error.code})`, error);
    return prose`# ${words(uri.path.slice(1, -'.md'.length))}\n\n${words(redact(error.message))}\n`;
  }
}

async function readPage({ inventory, tenant }: GatewayDependencies, uri: vscode.Uri): Promise<string> {
  const { gateways } = await tenant.api();
  await inventory.ensure();
  const details = await gateways.details(uri.query, AbortSignal.timeout(60_000));
  const { subscriptionId, id } = details.gateway;
  const known = inventory.inventory;
  const subscription = known?.subscriptions.find((each) => each.id.toLowerCase() === subscriptionId);
  const portal = tenant.isSample ? undefined : tenant.cloud?.portal;
  return gatewayMarkdown({
    details,
    subscription: subscription?.name ?? subscriptionId,
    behind: known ? usersOf(known, id) : { users: [], unknown: [] },
    portal: portal && `${portal}/#@${subscription?.tenantId ?? ''}/resource${encodeURI(id)}`,
  });
}

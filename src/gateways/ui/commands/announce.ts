import * as vscode from 'vscode';
import type { Gateway } from '../../../kernel/resources';
import { foreign, say } from '../../../kernel/text/boxText';
import { showInformation } from '../../../vscode/boxes/messages';

const copyUrl = say`Copy URL`;
const onboard = say`Onboard a server…`;

/** Creating takes minutes, so the message names the gateway and offers the next steps. */
export async function announceReady({ id, name, endpoint }: Gateway): Promise<void> {
  const url = endpoint && `https://${endpoint}`;
  const buttons = url === undefined ? [onboard] : [copyUrl, onboard];
  const shown = foreign('azureName', name);
  const message =
    url === undefined
      ? say`The gateway ${shown} is ready. Azure assigns its URL later.`
      : say`The gateway ${shown} is ready. Its URL is ${foreign('url', url)}.`;
  const chosen = await showInformation(message, ...buttons);
  if (chosen === copyUrl && url !== undefined) await vscode.env.clipboard.writeText(url);
  if (chosen === onboard) await vscode.commands.executeCommand('arcGateway.server.onboard', { resourceId: id });
}

export function announceDeleted({ name }: Gateway): void {
  void showInformation(say`The gateway ${foreign('azureName', name)} is deleted.`);
}

import * as vscode from 'vscode';
import type { Gateway } from '../../../kernel/resources';
import { foreign, say } from '../../../kernel/text/boxText';
import { showInformation } from '../../../vscode/boxes/messages';

const copyUrl = say`Copy URL`;
const onboard = say`Onboard a Server`;

/** Says that a gateway can be used now, and leads on. It took minutes: the person is elsewhere by now. */
export async function announceReady({ id, name, endpoint }: Gateway): Promise<void> {
  const url = endpoint && `https://${endpoint}`;
  const buttons = url === undefined ? [onboard] : [copyUrl, onboard];
  const where = url === undefined ? say`Azure gives its URL later.` : say`Its URL is ${foreign('url', url)}.`;
  const chosen = await showInformation(say`The gateway ${foreign('azureName', name)} is ready. ${where}`, ...buttons);
  if (chosen === copyUrl && url !== undefined) await vscode.env.clipboard.writeText(url);
  if (chosen === onboard) await vscode.commands.executeCommand('arcGateway.server.onboard', { resourceId: id });
}

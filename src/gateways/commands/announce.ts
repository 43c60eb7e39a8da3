import * as vscode from 'vscode';
import type { Gateway } from '../../core';

const copyUrl = 'Copy URL';
const onboard = 'Onboard a Server';

/** Says that a gateway can be used now, and leads on. It took minutes: the person is elsewhere by now. */
export async function announceReady({ id, name, endpoint }: Gateway): Promise<void> {
  const url = endpoint && `https://${endpoint}`;
  const buttons = url === undefined ? [onboard] : [copyUrl, onboard];
  const where = url === undefined ? 'Azure gives its URL later.' : `Its URL is ${url}.`;
  const chosen = await vscode.window.showInformationMessage(`The gateway ${name} is ready. ${where}`, ...buttons);
  if (chosen === copyUrl && url !== undefined) await vscode.env.clipboard.writeText(url);
  if (chosen === onboard) await vscode.commands.executeCommand('arcGateway.server.onboard', { resourceId: id });
}

import * as vscode from 'vscode';
import { foreign, say } from '../kernel/text/boxText';
import { showInformation } from '../vscode/boxes/messages';

const copyAndOpen = say`Copy & Open`;

export function showDeviceCode({ userCode, verificationUri }: { userCode: string; verificationUri: string }): void {
  const message = say`To sign in to Azure, open ${foreign('deviceCode', verificationUri)} and enter the code ${foreign('deviceCode', userCode)}.`;
  void showInformation(message, copyAndOpen).then(async (chosen) => {
    if (chosen !== copyAndOpen) return;
    await vscode.env.clipboard.writeText(userCode);
    const page = vscode.Uri.parse(verificationUri);
    // Other schemes could start a program.
    if (page.scheme === 'https') await vscode.env.openExternal(page);
  });
}

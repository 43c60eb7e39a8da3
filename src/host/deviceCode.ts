import * as vscode from 'vscode';

const copyAndOpen = 'Copy & Open';

/** Shows the code that the person types into the page of their organisation's sign-in. */
export function showDeviceCode({ userCode, verificationUri }: { userCode: string; verificationUri: string }): void {
  const message = `To sign in to Azure, open ${verificationUri} and enter the code ${userCode}.`;
  void vscode.window.showInformationMessage(message, copyAndOpen).then(async (chosen) => {
    if (chosen !== copyAndOpen) return;
    await vscode.env.clipboard.writeText(userCode);
    await vscode.env.openExternal(vscode.Uri.parse(verificationUri));
  });
}

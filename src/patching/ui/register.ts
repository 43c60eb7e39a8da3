import * as vscode from 'vscode';
import type { RegisterCommand } from '../../vscode/commands';
import { Proposals, proposalScheme } from './proposals';

/** Patches an existing onboarding script: a file, a selection, or the clipboard. */
export function registerPatching(
  context: vscode.ExtensionContext,
  { registerCommand }: { readonly registerCommand: RegisterCommand },
): void {
  const proposals = new Proposals();
  context.subscriptions.push(
    proposals,
    vscode.workspace.registerTextDocumentContentProvider(proposalScheme, proposals),
  );
  registerCommand('arcGateway.script.patch', async (argument) => {
    const { patchCommand } = await import('./patchCommand');
    await patchCommand({ proposals }, argument);
  });
}

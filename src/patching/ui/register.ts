import * as vscode from 'vscode';
import type { ParsePowershell } from '../../kernel/ports';
import type { RegisterCommand } from '../../vscode/commands';
import { Proposals, proposalScheme } from './proposals';

/** Patches an existing onboarding script: a file, a selection, or the clipboard. */
export function registerPatching(
  context: vscode.ExtensionContext,
  {
    registerCommand,
    parsePowershell,
  }: { readonly registerCommand: RegisterCommand; readonly parsePowershell: ParsePowershell },
): void {
  const proposals = new Proposals();
  context.subscriptions.push(
    proposals,
    vscode.workspace.registerTextDocumentContentProvider(proposalScheme, proposals),
  );
  registerCommand('arcGateway.script.patch', async (argument) => {
    const { patchCommand } = await import('./patchCommand');
    await patchCommand({ proposals, parsePowershell }, argument);
  });
}

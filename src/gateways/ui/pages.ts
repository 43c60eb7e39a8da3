import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { gatewayPageScheme } from '../../ids';

/** Rendered, or as text if VS Code’s Markdown preview is disabled. */
export async function showPage(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

/** Of what every gateway carries. The path is the title of the tab. */
export const hostsPage = (): vscode.Uri =>
  vscode.Uri.from({ scheme: gatewayPageScheme, path: `/${l10n.t('What a gateway carries')}.md` });

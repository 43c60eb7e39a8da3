import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { escapeHtml } from '../kernel/text/html';
import { textLanguage } from '../kernel/text/phrases';

export interface Page {
  readonly title: string;
  /** In `dist/webview`, without extension: `wizard`. */
  readonly bundle: string;
}

/** Read by the page at startup. JSON data; the policy blocks scripts in it. */
const translation = ({ bundle }: typeof vscode.l10n): string =>
  bundle
    ? `<script type="application/json" id="l10n">${JSON.stringify(bundle).replaceAll('<', '\\u003c')}</script>\n`
    : '';

/** Loads and runs only the page’s own script and styles. */
export function showPage(webview: vscode.Webview, extensionUri: vscode.Uri, { title, bundle }: Page): void {
  const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const uri = (name: string): string => escapeHtml(webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString());
  const nonce = randomBytes(24).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
  ].join('; ');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  webview.html = `<!DOCTYPE html>
<html lang="${textLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri(`${bundle}.css`)}">
<title>${escapeHtml(title)}</title>
</head>
<body>
<div id="root"></div>
${translation(vscode.l10n)}<script nonce="${nonce}" src="${uri(`${bundle}.js`)}"></script>
</body>
</html>`;
}

import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';
import type { CommandId } from '../ids';
import { escapeHtml, html, type Html } from '../kernel/text/html';
import { textLanguage } from '../kernel/text/phrases';

/** A page without a script: text, and links that run some of our commands. */
export interface StaticPage {
  readonly title: string;
  readonly body: Html;
  /** No other command can be run from it. */
  readonly commands: readonly CommandId[];
}

const style = `
body { max-width: 46em; margin: 0 auto; padding: 1em 2em 2em; line-height: 1.5; }
h1 { font-size: 1.5em; font-weight: 600; margin: 0.4em 0 0.2em; }
h2 { font-size: 1em; font-weight: 600; margin: 1.4em 0 0.2em; }
p, ul, pre { margin: 0.3em 0; }
ul { padding-left: 1.4em; }
.muted { color: var(--vscode-descriptionForeground); }
.failed { color: var(--vscode-errorForeground); }
.unknown { color: var(--vscode-editorWarning-foreground); }
.passed { color: var(--vscode-testing-iconPassed); }
.value { font-family: var(--vscode-editor-font-family); overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: 0.6em; margin: 1.2em 0 0.4em; }
.actions a { padding: 0.35em 0.9em; border-radius: 2px; text-decoration: none; border: 1px solid var(--vscode-contrastBorder, transparent); background: var(--vscode-button-secondaryBackground); color: var(--vscode-button-secondaryForeground); }
.actions a.primary { background: var(--vscode-button-background); color: var(--vscode-button-foreground); }
.actions a:hover { background: var(--vscode-button-secondaryHoverBackground); }
.actions a.primary:hover { background: var(--vscode-button-hoverBackground); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;

export function showStaticPage(webview: vscode.Webview, { title, body, commands }: StaticPage): void {
  const nonce = randomBytes(24).toString('base64');
  webview.options = { enableScripts: false, enableCommandUris: commands, localResourceRoots: [] };
  webview.html = `<!DOCTYPE html>
<html lang="${textLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
${body.text}
</main>
</body>
</html>`;
}

/** The arguments are ids of ours and of Azure, never other foreign text. */
export const commandLink = (
  command: CommandId,
  argument: unknown,
  words: string,
  kind: 'primary' | 'secondary',
): Html =>
  html`<a class="${kind}" href="command:${command}?${encodeURIComponent(JSON.stringify([argument]))}">${words}</a>`;

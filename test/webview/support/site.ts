import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { pageOptions } from '../../../build/bundle.mjs';
import { type Theme, themeStyle } from './themes';

export interface Site {
  readonly origin: string;
  /** Registers a page and returns its address. */
  add(theme: Theme, scenario: unknown): string;
  close(): Promise<void>;
}

/** One of the product's pages, `webview/<bundle>`, and the script beside this file that plays its host. */
export interface PageParts {
  readonly bundle: 'wizard' | 'traffic' | 'pages';
  readonly host: string;
  /** With every string that can be translated longer, accented and in brackets. */
  readonly isPseudo?: boolean;
}

/** Serves a page on loopback as the extension host would: the same page, the same content security policy. */
export async function startSite(parts: PageParts): Promise<Site> {
  const files = await assets(parts);
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://loopback').pathname;
    const page = pages.get(path);
    const file = files.get(path);
    if (page !== undefined) response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    else if (file) response.setHeader('content-type', file.type).end(file.content);
    else response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
  });
  const origin = await listen(server);
  return {
    origin,
    add: (theme, scenario) => {
      const path = `/page-${pages.size}`;
      pages.set(path, html(origin, theme, scenario));
      return origin + path;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });

interface Asset {
  readonly type: string;
  readonly content: string | Uint8Array;
}

async function assets({ bundle, host, isPseudo = false }: PageParts): Promise<ReadonlyMap<string, Asset>> {
  const { outputFiles } = await build({
    ...pageOptions(false, isPseudo),
    entryPoints: [
      { in: `webview/${bundle}/main.ts`, out: 'page' },
      { in: `webview/${bundle}/${bundle}.css`, out: 'page' },
      { in: `test/webview/support/${host}.ts`, out: 'host' },
    ],
    outdir: 'nowhere',
    write: false,
  });
  const entries: [string, Asset][] = outputFiles.map(({ path, contents }) => {
    const name = path.slice(path.lastIndexOf('nowhere') + 'nowhere'.length).replaceAll('\\', '/');
    return [name, { type: name.endsWith('.css') ? 'text/css' : 'text/javascript', content: contents }];
  });
  return new Map<string, Asset>([...entries]);
}

const bodyClass = (theme: Theme): string =>
  theme === 'vscode-high-contrast-light' ? `${theme} vscode-high-contrast` : theme;

function html(source: string, theme: Theme, scenario: unknown): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [`default-src 'none'`, `script-src 'nonce-${nonce}'`, `style-src ${source} 'nonce-${nonce}'`].join(
    '; ',
  );
  const json = JSON.stringify(scenario).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta property="csp-nonce" content="${nonce}">
<link rel="stylesheet" href="/page.css">
<style nonce="${nonce}">${themeStyle(theme)}</style>
<title>Page</title>
</head>
<body class="${bodyClass(theme)}">
<div id="root"></div>
<script nonce="${nonce}">window.scenario = ${json};</script>
<script nonce="${nonce}" src="/host.js"></script>
<script nonce="${nonce}" src="/page.js"></script>
</body>
</html>`;
}

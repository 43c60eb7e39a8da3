import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Locator, Page } from 'playwright-core';

/** A host that hostile texts lead to. */
export const evilHost = 'evil.example';

/**
 * An extension that hands hostile texts to VS Code, by the product's own adapters and without them.
 *
 * @returns its folder, which the caller deletes
 */
export async function buildBoxesExtension(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'arc-boxes-'));
  cpSync(join(import.meta.dirname, 'boxesExtension', 'package.json'), join(folder, 'package.json'));
  await build({
    entryPoints: [join(import.meta.dirname, 'boxesExtension', 'extension.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
    logLevel: 'error',
  });
  return folder;
}

/** What of the texts the workbench has made more than text: links and buttons, icons, characters that hide or reorder. */
export const madeOf = (page: Page): Promise<readonly string[]> => page.evaluate(lookAround);

const lookAround = `(() => {
  const hostile = (each) => /Fix it|boxes\\.evil|evil\\.example/.test(each.outerHTML);
  const active = [...document.querySelectorAll('a[href], a[data-href], .monaco-link, .monaco-button, [role=link]')];
  const loading = [...document.querySelectorAll('img, video, iframe, style, script, svg, form')];
  const icons = [...document.querySelectorAll('.codicon-flame')];
  const inputs = [...document.querySelectorAll('input')].filter((each) => each.checkVisibility());
  const values = inputs.map(({ value }) => value);
  const shown = [document.body.innerText, ...values].join(' ');
  const hidden = shown.match(/.{0,20}[\\u202a-\\u202e\\u2066-\\u2069\\u001b].{0,20}/g) ?? [];
  return [
    ...[...active, ...loading].filter(hostile).map(({ outerHTML }) => outerHTML.slice(0, 300)),
    ...icons.map(() => 'an icon'),
    ...hidden.map((text) => 'hidden: ' + text),
  ];
})()`;

/** The elements below one that a selector finds, in order, with what they lead to: `P`, `A https://learn.microsoft.com/…`. */
export const elementsOf = (root: Locator, selector: string): Promise<readonly string[]> =>
  root.locator(selector).evaluateAll((elements: readonly SeenElement[]) =>
    elements.map((each) => {
      const [target] = ['href', 'data-href', 'src'].flatMap((name) => each.getAttribute(name) ?? []);
      return target === undefined ? each.tagName : `${each.tagName} ${target}`;
    }),
  );

interface SeenElement {
  readonly tagName: string;
  getAttribute(name: string): string | null;
}

/** Where a page asks for something from now on, beyond this machine and what VS Code's own service worker answers. */
export function watchRemoteRequests(page: Page): readonly string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isHere = !/^https?:$/.test(protocol) || /^(?:127\.0\.0\.1|localhost)$/.test(hostname);
    if (!isHere && !hostname.endsWith('.vscode-resource.vscode-cdn.net')) seen.push(request.url());
  });
  return seen;
}

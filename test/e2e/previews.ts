import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { harmless, markdownPieces, numbered, reportMakers } from '../support/hostileReports';
import { elementsOf, evilHost, watchRemoteRequests } from './onlyText';
import type { Workbench } from './workbench';

/** What the foreign texts of a report are: all pieces, beginning with another one each; one piece each; mere words. */
const fillings: readonly ((index: number) => string)[] = [
  (index) => {
    const first = index % markdownPieces.length;
    return `${[...markdownPieces.slice(first), ...markdownPieces.slice(0, first)].join('')} ${index}`;
  },
  (index) => `${markdownPieces[index % markdownPieces.length] ?? ''} ${index}`,
  harmless,
];

/** No report has a rule. */
const divider = '\n\n---\n\n';
const endOf = (name: string): string => `This is the end of ${name}.`;

const control = `<img src=https://${evilHost}/x.png><style>p { color: red }</style><svg></svg><video></video>
<iframe src=https://${evilHost}/frame></iframe><form></form><script>x</script>

[x](command:boxes.evil) $x$

\`\`\`mermaid
graph TD; A-->B
\`\`\`
`;

const pathOf = (name: string): string => `reports/${name}.md`;
const ended = (name: string, ...parts: readonly string[]): [string, string] => [
  pathOf(name),
  `${[...parts, endOf(name)].join(divider)}\n`,
];

/**
 * Every report of the product three times, once for each filling, and what VS Code would make of such texts. Several
 * reports stand in one file: what is left open in one would show in the next.
 */
const names = Object.keys(reportMakers);
const groups = [0, 1, 2].map((group) => ({
  name: `group-${group}`,
  reports: names.filter((_, index) => index % 3 === group),
}));
const makers: Readonly<Record<string, (typeof reportMakers)[keyof typeof reportMakers]>> = reportMakers;

export const previewedFiles: Readonly<Record<string, string>> = Object.fromEntries([
  ended('control', control),
  ...groups.map(({ name, reports }) =>
    ended(name, ...reports.flatMap((report) => fillings.map((filling) => makers[report]?.(numbered()(filling)) ?? ''))),
  ),
]);

/**
 * Opens a file as the Markdown preview shows it; its page is there when its end is. A busy VS Code may leave the page of the
 * preview as it was; so it is opened again.
 */
async function preview(workbench: Workbench, name: string): Promise<Locator> {
  const end = workbench.webview().locator('.markdown-body').getByText(endOf(name));
  for (let tries = 4; ; tries--) {
    await workbench.runCommand('Boxes: Preview');
    await workbench.page.locator('.quick-input-widget').getByText('Path of a Markdown file').waitFor();
    await workbench.quickInput.accept(pathOf(name));
    try {
      await end.waitFor({ timeout: 15_000 });
      return workbench.webview().locator('html');
    } catch (error) {
      if (tries === 1) throw error;
    }
  }
}

/**
 * The elements of a document in its preview. Code is none of them: an address in a text stands as code. Nor is what VS
 * Code puts into every document, for diagrams and below the last line.
 */
export const documentElements = async (page: Locator): Promise<readonly string[]> =>
  (await elementsOf(page, '.markdown-body :not(code, #markdown-mermaid, div.code-line:empty)'))
    // Where it leads is built of names.
    .map((element) => element.replace(/^A https:\/\/portal\.azure\.com\/#@.*/s, 'A to the portal'));

/** The elements of each part of a document. */
async function partsOf(page: Locator): Promise<readonly (readonly string[])[]> {
  const parts: string[][] = [[]];
  for (const element of await documentElements(page)) {
    if (element === 'HR') parts.push([]);
    else parts.at(-1)?.push(element);
  }
  return parts;
}

/** What VS Code puts around a document: scripts and styles of its own. */
const frame =
  /^(?:HEAD|BODY|META|STYLE|SCRIPT|DIV|BASE .*|(?:LINK|SCRIPT) https:\/\/[^/]+\.vscode-resource\.vscode-cdn\.net\/.*)$/;

/** Tests that every report is its own texts and elements and nothing else, as VS Code shows `previewedFiles`. */
export function testPreviews(workbench: () => Workbench): void {
  let remote: readonly string[] = [];
  beforeAll(() => {
    remote = watchRemoteRequests(workbench().page);
  });

  test.each(groups)('every hostile report of $name is text in the preview, and asks for nothing', async (group) => {
    const page = await preview(workbench(), group.name);
    const parts = await partsOf(page);
    for (const [index, name] of group.reports.entries()) {
      const [all, single, harmlessPart = []] = parts.slice(index * fillings.length);
      expect(harmlessPart.length, name).toBeGreaterThan(2);
      expect(strangeIn(harmlessPart), name).toEqual([]);
      expect(all, name).toEqual(harmlessPart);
      expect(single, name).toEqual(harmlessPart);
    }
    const around = await elementsOf(page, ':not(.markdown-body *, .markdown-body)');
    expect(around.filter((each) => !frame.test(each))).toEqual([]);
    expect(remote).toEqual([]);
  });

  test('what is not escaped becomes elements, links, formulas and diagrams, and is asked for', async () => {
    const page = await preview(workbench(), 'control');
    await page.locator('.mermaid svg').waitFor();
    const made = strangeIn(await documentElements(page));
    for (const one of [
      `IMG https://${evilHost}/x.png`,
      `IFRAME https://${evilHost}/frame`,
      'A command:boxes.evil',
      ...['STYLE', 'SCRIPT', 'FORM', 'VIDEO', 'svg', 'math'],
    ])
      expect(made).toContain(one);
    await expect.poll(() => remote).toContain(`https://${evilHost}/x.png`);
  });
}

/** What the product's own Markdown becomes. */
const plain = /^(?:H[1-6]|P|[OU]L|LI|TABLE|THEAD|TBODY|TR|TH|TD|EM|STRONG|BLOCKQUOTE|A to the portal)$/;

/** The elements that are none of the product's own. */
export const strangeIn = (elements: readonly string[]): readonly string[] =>
  elements.filter((each) => !plain.test(each));

import { directEndpoints, type GatewayHost, gatewayHosts } from '..';
import { covers } from '../../../kernel/hostPattern';
import { csvText } from '../../../kernel/text/csv';
import { code, englishProse, joinMarkdown, type Markdown, markdownTable, words } from '../../../kernel/text/markdown';
import { inEnglish, translated } from '../../../kernel/text/phrases';
import data from './data/gatewayDocument.json';
import type { GatewayDocument } from './outputs';

/** English, or in the display language. */
type Fill = typeof inEnglish;

const writers: Readonly<Record<GatewayDocument, () => string>> = {
  gatewayMarkdown: () => gatewayMarkdown(inEnglish),
  gatewayCsv,
};

/** For a security review: every host that a gateway forwards to. English, and the same for every site. */
export const writeGatewayDocument = (id: GatewayDocument): string => writers[id]();

/** In the display language. */
export const gatewayPage = (): Markdown => gatewayMarkdown(translated);

function gatewayMarkdown(fill: Fill): Markdown {
  const { texts } = data;
  const column = (name: keyof typeof texts): string => fill(texts[name]);
  const concerning = gatewayHosts.filter(({ concern }) => concern !== undefined);
  const wildcards = gatewayHosts.filter(hasWildcard).length;
  const counts = { names: gatewayHosts.length - wildcards, wildcards, concerns: concerning.length };
  const parts: readonly Markdown[] = [
    title(column('title')),
    paragraph(fill(texts.intro, { count: gatewayHosts.length })),
    paragraph(fill(texts.counts, counts)),
    heading(column('concernsHeading')),
    markdownTable(
      ['host', 'port', 'concern', 'covers', 'use', 'source'].map((name) => column(name as keyof typeof texts)),
      concerning.map((each) => [
        code(each.host),
        each.port,
        words(concernText(each, fill)),
        words(coverageText(each, fill)),
        words(useText(each, fill)),
        words(each.source),
      ]),
    ),
    heading(column('allHeading')),
    markdownTable(
      ['host', 'port', 'wildcard', 'covers', 'use', 'concern', 'source'].map((name) =>
        column(name as keyof typeof texts),
      ),
      gatewayHosts.map((each) => [
        code(each.host),
        each.port,
        words(column(hasWildcard(each) ? 'yes' : 'no')),
        words(coverageText(each, fill)),
        words(useText(each, fill)),
        words(concernText(each, fill)),
        words(each.source),
      ]),
    ),
  ];
  return joinMarkdown(parts, '\n');
}

function gatewayCsv(): string {
  const { texts } = data;
  const header = ['host', 'port', 'wildcard', 'covers', 'use', 'concern', 'source', 'asOf'] as const;
  const rows = gatewayHosts.map((each) => [
    each.host,
    `${each.port}`,
    hasWildcard(each) ? texts.yes : texts.no,
    coverageText(each, inEnglish),
    useText(each, inEnglish),
    concernText(each, inEnglish),
    each.page,
    each.asOf,
  ]);
  return csvText([header.map((name) => texts[name]), ...rows]);
}

const title = (text: string): Markdown => englishProse`# ${words(text)}\n`;
const heading = (text: string): Markdown => englishProse`## ${words(text)}\n`;
const paragraph = (text: string): Markdown => englishProse`${words(text)}\n`;

const hasWildcard = ({ host }: GatewayHost): boolean => host.includes('*');

/** As the patterns of `hostPattern.ts`. */
function coverageText({ host }: GatewayHost, fill: Fill): string {
  if (host.startsWith('*.')) return fill(data.covers.open, { domain: host.slice(2) });
  return fill(host.includes('*') ? data.covers.part : data.covers.name, { host });
}

const concernText = ({ concern }: GatewayHost, fill: Fill): string =>
  concern === undefined ? '' : fill(data.concerns[concern]);

function useText({ host, port }: GatewayHost, fill: Fill): string {
  const used = directEndpoints().filter((each) => covers(`${host}:${port}`, `${each.host}:${each.port}`));
  const purposes = [...new Set(used.map(({ purpose }) => fill(purpose)))];
  return purposes.join('; ') || fill(data.texts.noUse);
}

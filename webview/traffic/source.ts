import { html, type TemplateResult } from 'lit-html';
import { type TrafficFinding } from '../../src/contract/traffic';
import { renderFinding } from '../kit/finding';

const page = /^((?:learn\.microsoft\.com|github\.com)\/[^\s(),]+)/;

const addressOf = (source: string): string | undefined => page.exec(source)?.[1];

/** The last part of the page's address and the date; the source itself where it is no page. */
export function formatSource(source: string): string {
  const address = addressOf(source);
  if (address === undefined) return source;
  const [, date] = /\(([^()]*)\)$/.exec(source) ?? [];
  const name = address.slice(address.lastIndexOf('/') + 1);
  return date === undefined ? name : `${name}, ${date}`;
}

/** Where a fact comes from, in short; a link where the page has an address. */
export function renderSource(source: string): TemplateResult {
  const address = addressOf(source);
  const text = formatSource(source);
  return address === undefined
    ? html`<span class="source" title=${source}>${text}</span>`
    : html`<a class="link source" href="https://${address}" title=${source}>${text}</a>`;
}

/** Something to know, with the source of the fact. */
export const renderSourcedFinding = ({ source, ...finding }: Omit<TrafficFinding, 'code'>): TemplateResult =>
  renderFinding({ ...finding, links: source === undefined ? undefined : html` ${renderSource(source)}` });

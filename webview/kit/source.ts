import { lastSegment } from '../../src/kernel/lastSegment';
import { html, type TemplateResult } from 'lit-html';
import { type FindingOptions, renderFinding } from './finding';

const page = /^((?:learn\.microsoft\.com|github\.com)\/[^\s(),]+)/;

const addressOf = (source: string): string | undefined => page.exec(source)?.[1];

/** `arc-gateway, 2026-04-01`; a source that is no web page stays as it is. */
export function formatSource(source: string): string {
  const address = addressOf(source);
  if (address === undefined) return source;
  const [, date] = /\(([^()]*)\)$/.exec(source) ?? [];
  const name = lastSegment(address);
  return date === undefined ? name : `${name}, ${date}`;
}

export function renderSource(source: string): TemplateResult {
  const address = addressOf(source);
  const text = formatSource(source);
  return address === undefined
    ? html`<span class="source" title=${source}>${text}</span>`
    : html`<a class="link source" href="https://${address}" title=${source}>${text}</a>`;
}

interface SourcedFinding extends Omit<FindingOptions, 'links'> {
  readonly source?: string | undefined;
}

export const renderSourcedFinding = ({ source, ...finding }: SourcedFinding): TemplateResult =>
  renderFinding({ ...finding, links: source === undefined ? undefined : html` ${renderSource(source)}` });

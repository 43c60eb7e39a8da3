import { html, nothing, type TemplateResult } from 'lit-html';
import { type RouteAnswer, type RouteCategoryName } from '../../src/contract/traffic';
import { renderSrOnly } from '../kit/text';
import { renderSource, renderSourcedFinding } from './source';

const categoryNames: Readonly<Record<RouteCategoryName, string>> = {
  gateway: 'through the gateway',
  enterpriseProxy: 'through the enterprise proxy',
  direct: 'straight out',
  bypass: 'past the proxy',
  privateEndpoint: 'to a private endpoint',
};

type Hop = RouteAnswer['hops'][number];

const hopNames: Readonly<Record<Hop['kind'], string>> = {
  machine: 'Server',
  arcProxy: 'Arc proxy',
  arcProxyPod: 'Arc proxy',
  enterpriseProxy: 'Enterprise proxy',
  gateway: 'Arc gateway',
  privateEndpoint: 'Private endpoint',
  target: 'Service',
};

const allowNames: Readonly<Record<RouteAnswer['allow'][number]['by'], string>> = {
  firewall: 'The firewall',
  enterpriseProxy: 'The enterprise proxy',
};

export const renderCategory = (category: RouteCategoryName): TemplateResult =>
  html`<span class="pill route-${category}">${categoryNames[category]}</span>`;

/** A route: its hops, who has to allow it, why, and common mistakes. */
export const renderRoute = ({ host, port, category, hops, allow, why, traps }: RouteAnswer): TemplateResult =>
  html`<div class="route">
    <h2 class="route-title">${host}:${port} goes ${renderCategory(category)}</h2>
    <ol class="hops" aria-label="Hops from the server to ${host}">
      ${hops.map(renderHop)}
    </ol>
    <dl class="route-facts">
      <dt>Why</dt>
      <dd>${why.text} ${renderSource(why.source)}</dd>
      <dt>To allow</dt>
      <dd>${allow.length === 0 ? 'Nothing: it never leaves the server.' : allow.map(renderAllowance)}</dd>
    </dl>
    ${traps.length === 0 ? nothing : renderPitfalls(traps)}
  </div>`;

const renderHop = (hop: Hop): TemplateResult => html`<li class="hop hop-${hop.kind}">${renderHopBox(hop)}</li>`;

const renderHopBox = ({ kind, name }: Hop): TemplateResult =>
  html`<div class="hop-box"><b>${hopNames[kind]}</b>${renderSrOnly(': ')}<span class="hop-name">${name}</span></div>`;

const renderAllowance = ({ by, host, port }: RouteAnswer['allow'][number]): TemplateResult =>
  html`<div>${allowNames[by]}: <code>${host}</code>, TCP ${port}</div>`;

const renderPitfalls = (pitfalls: RouteAnswer['traps']): TemplateResult =>
  html`<h3 class="pitfalls-title">Easily got wrong</h3>
    <ul>
      ${pitfalls.map(({ text, source }) => renderSourcedFinding({ severity: 'warning', message: text, source }))}
    </ul>`;

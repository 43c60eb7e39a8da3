import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type RouteAnswer } from '../../src/contract/traffic';
import { renderSentence, renderSrOnly } from '../kit/text';
import { renderSource, renderSourcedFinding } from '../kit/source';

const categoryNames: Readonly<Record<RouteAnswer['category'], string>> = {
  gateway: l10n.t('through the gateway'),
  enterpriseProxy: l10n.t('through the enterprise proxy'),
  direct: l10n.t('direct to the internet'),
  bypass: l10n.t('bypasses the proxy'),
  privateEndpoint: l10n.t('to a private endpoint'),
};

type Hop = RouteAnswer['hops'][number];

const hopNames: Readonly<Record<Hop['kind'], string>> = {
  machine: l10n.t('Server'),
  arcProxy: l10n.t('Arc proxy'),
  arcProxyPod: l10n.t('Arc proxy'),
  clusterAddress: l10n.t('Cluster address'),
  enterpriseProxy: l10n.t('Enterprise proxy'),
  gateway: l10n.t('Arc gateway'),
  privateEndpoint: l10n.t('Private endpoint'),
  target: l10n.t('Service'),
};

const allowanceTexts: Readonly<Record<RouteAnswer['allow'][number]['by'], string>> = {
  firewall: l10n.t('On the firewall: {0}, TCP {1}'),
  enterpriseProxy: l10n.t('On the enterprise proxy: {0}, TCP {1}'),
};

export const renderCategory = (category: RouteAnswer['category']): TemplateResult =>
  html`<span class="pill route-${category}">${categoryNames[category]}</span>`;

/** A route: its hops, why it is so, what to allow where, and common mistakes. */
export const renderRoute = ({ host, port, category, hops, allow, why, pitfalls }: RouteAnswer): TemplateResult =>
  html`<div class="route">
    <h2 class="route-title">${host}:${port} ${renderCategory(category)}</h2>
    <ol class="hops" aria-label=${l10n.t`Hops from the server to ${host}`}>
      ${hops.map(renderHop)}
    </ol>
    <dl class="route-facts">
      <dt>${l10n.t('Why')}</dt>
      <dd>${why.text} ${renderSource(why.source)}</dd>
      <dt>${l10n.t('To allow')}</dt>
      <dd>
        ${allow.length === 0 ? l10n.t('Nothing: the request never leaves the server.') : allow.map(renderAllowance)}
      </dd>
    </dl>
    ${pitfalls.length === 0 ? nothing : renderPitfalls(pitfalls)}
  </div>`;

const renderHop = (hop: Hop): TemplateResult => html`<li class="hop hop-${hop.kind}">${renderHopBox(hop)}</li>`;

const renderHopBox = ({ kind, name }: Hop): TemplateResult =>
  html`<div class="hop-box"><b>${hopNames[kind]}</b>${renderSrOnly(': ')}<span class="hop-name">${name}</span></div>`;

const byUdp = l10n.t('On the firewall: {0}, UDP {1}');

const renderAllowance = ({ by, host, port, isUdp }: RouteAnswer['allow'][number]): TemplateResult =>
  html`<div>${renderSentence(isUdp ? byUdp : allowanceTexts[by], html`<code>${host}</code>`, port)}</div>`;

const renderPitfalls = (pitfalls: RouteAnswer['pitfalls']): TemplateResult =>
  html`<h3 class="pitfalls-title">${l10n.t('Common mistakes')}</h3>
    <ul>
      ${pitfalls.map(({ text, source }) => renderSourcedFinding({ severity: 'warning', message: text, source }))}
    </ul>`;

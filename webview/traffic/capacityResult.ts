import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type ResultOf } from '../../src/contract/protocol';
import { type trafficContract, type TrafficState } from '../../src/contract/traffic';
import { formatNumber, plural } from '../../src/kernel/text/phrases';
import { renderSource, renderSourcedFinding } from '../kit/source';

export type Capacity = ResultOf<(typeof trafficContract)['requests']['capacity']>;
type Load = Capacity['regions'][number];
type Rule = TrafficState['capacity'];

/** Codes of notes that the rule and the examples on the page repeat. */
const shownElsewhere = ['capacity.publishedExample', 'capacity.boundary'];

export function renderCapacity(
  { gateways, regions, subscriptions, notes }: Capacity,
  { capacity: rule, regions: known }: TrafficState,
): TemplateResult {
  const remarks = notes.filter(({ code }) => !shownElsewhere.includes(code));
  const nameOf = (region: string): string => known.find(({ name }) => name === region)?.display ?? region;
  return html`<p class="verdict">${formatVerdict(gateways, subscriptions)}</p>
    <ul class="sums">
      ${regions.map((load) => html`<li><b>${nameOf(load.region)}</b> ${formatSum(load, rule)}</li>`)}
    </ul>
    <p class="rule">
      ${l10n.t`A region that scores below ${rule.scorePerGateway} needs one gateway; at exactly ${rule.scorePerGateway} it needs two.`}
      ${rule.boundary} ${renderSource(rule.source)}
    </p>
    <ul>
      ${remarks.map(renderSourcedFinding)}
    </ul>`;
}

function formatVerdict(gateways: number, subscriptions: number): string {
  if (gateways === 0) return l10n.t('Enter how many servers, clusters and Azure Local instances you manage');
  if (subscriptions > 1) return l10n.t`${formatNumber(gateways)} gateways needed, in ${subscriptions} subscriptions`;
  return plural(gateways, {
    one: l10n.t('1 gateway needed'),
    other: l10n.t`${formatNumber(gateways)} gateways needed`,
  });
}

/** `2,500 ÷ 20 + 120 ÷ 10 + 25 ÷ 10 = 139.5 → 2 gateways`. */
function formatSum(load: Load, { divisors, scorePerGateway }: Rule): string {
  const { score, gateways } = load;
  const isBoundary = score > 0 && score % scorePerGateway === 0;
  const parts = (['servers', 'clusters', 'azureLocal'] as const).map(
    (kind) => `${formatNumber(load[kind])} ÷ ${divisors[kind]}`,
  );
  const sum = `${parts.join(' + ')} = ${formatNumber(score)}`;
  const needed = plural(gateways, { one: l10n.t('1 gateway'), other: l10n.t`${formatNumber(gateways)} gateways` });
  return `${sum} → ${isBoundary ? l10n.t`${needed} (exactly the boundary)` : needed}`;
}

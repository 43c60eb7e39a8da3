import { html, type TemplateResult } from 'lit-html';
import { type ResultOf } from '../../src/contract/protocol';
import { type trafficContract, type TrafficState } from '../../src/contract/traffic';
import { formatCount } from '../kit/text';
import { renderSource, renderSourcedFinding } from './source';

export type Capacity = ResultOf<(typeof trafficContract)['requests']['capacity']>;
type Load = Capacity['regions'][number];
type Rule = TrafficState['capacity'];

const number = new Intl.NumberFormat('en');

/** The rule and the examples on the page say these already. */
const shownElsewhere = ['capacity.publishedExample', 'capacity.boundary'];

export function renderCapacity(
  { gateways, regions, subscriptions, notes }: Capacity,
  { capacity: rule, regions: known }: TrafficState,
): TemplateResult {
  const spread = subscriptions > 1 ? ` in ${formatCount(subscriptions, 'subscription')}` : '';
  const remarks = notes.filter(({ code }) => !shownElsewhere.includes(code));
  const nameOf = (region: string): string => known.find(({ name }) => name === region)?.display ?? region;
  return html`<p class="verdict">
      ${gateways === 0 ? 'Say how many there are' : html`<b>${formatCount(gateways, 'gateway')}</b> needed${spread}`}
    </p>
    <ul class="sums">
      ${regions.map((load) => html`<li><b>${nameOf(load.region)}</b> ${formatSum(load, rule)}</li>`)}
    </ul>
    <p class="rule">
      A region that scores below ${rule.scorePerGateway} needs one gateway; at exactly ${rule.scorePerGateway} it needs
      two. ${rule.boundary} ${renderSource(rule.source)}
    </p>
    <ul>
      ${remarks.map(renderSourcedFinding)}
    </ul>`;
}

/** `2,500 ÷ 20 + 120 ÷ 10 + 25 ÷ 10 = 139.5 → 2 gateways`. */
function formatSum(load: Load, { divisors, scorePerGateway }: Rule): string {
  const { score, gateways } = load;
  const edge = score > 0 && score % scorePerGateway === 0 ? ', exactly the boundary' : '';
  const parts = (['servers', 'clusters', 'azureLocal'] as const).map(
    (kind) => `${number.format(load[kind])} ÷ ${divisors[kind]}`,
  );
  return `${parts.join(' + ')} = ${number.format(score)}${edge} → ${formatCount(gateways, 'gateway')}`;
}

import { type ResultOf } from '../../src/contract/protocol';
import { type trafficContract, type TrafficState } from '../../src/contract/traffic';
import { h } from '../dom';
import { findingItem } from './findingItem';
import { sourceLink } from './sourceLink';

export type Capacity = ResultOf<(typeof trafficContract)['requests']['capacity']>;
type Load = Capacity['regions'][number];
type Rule = TrafficState['capacity'];

const number = new Intl.NumberFormat('en');
const plural = (amount: number, noun: string): string => `${number.format(amount)} ${noun}${amount === 1 ? '' : 's'}`;

/** The number that was asked for, and the sum behind it. */
export function capacityResult({ gateways, regions, subscriptions, notes }: Capacity, state: TrafficState): Node[] {
  const { capacity: rule } = state;
  const spread = subscriptions > 1 ? ` in ${plural(subscriptions, 'subscription')}` : '';
  // The boundary and the examples are shown all the time.
  const remarks = notes.filter(({ code }) => !['capacity.publishedExample', 'capacity.boundary'].includes(code));
  const nameOf = (region: string): string => state.regions.find(({ name }) => name === region)?.display ?? region;
  return [
    gateways === 0
      ? h('p', { class: 'verdict' }, 'Say how many there are')
      : h('p', { class: 'verdict' }, h('b', {}, plural(gateways, 'gateway')), ` needed${spread}`),
    h(
      'ul',
      { class: 'sums' },
      ...regions.map((load) => h('li', {}, h('b', {}, nameOf(load.region)), ` ${sum(load, rule)}`)),
    ),
    h(
      'p',
      { class: 'rule' },
      `A region that scores below ${rule.scorePerGateway} needs one gateway; at exactly ${rule.scorePerGateway} it needs two. ${rule.boundary} `,
      sourceLink(rule.source),
    ),
    h('ul', {}, ...remarks.map(findingItem)),
  ];
}

/** `2,500 ÷ 20 + 120 ÷ 10 + 25 ÷ 10 = 139.5 → 2 gateways`. */
function sum({ servers, clusters, azureLocal, score, gateways }: Load, { divisors, scorePerGateway }: Rule): string {
  const edge = score > 0 && score % scorePerGateway === 0 ? ', exactly the boundary' : '';
  const part = (amount: number, divisor: number): string => `${number.format(amount)} ÷ ${divisor}`;
  const parts = [
    part(servers, divisors.servers),
    part(clusters, divisors.clusters),
    part(azureLocal, divisors.azureLocal),
  ];
  return `${parts.join(' + ')} = ${number.format(score)}${edge} → ${plural(gateways, 'gateway')}`;
}

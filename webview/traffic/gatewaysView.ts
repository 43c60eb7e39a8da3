import { type Counts, type TrafficState } from '../../src/contract/traffic';
import { h, setText, whenChanged } from '../dom';
import { latest } from '../latest';
import { plainButton } from '../plain';
import { countRows } from './countRows';
import { capacityResult } from './capacityResult';
import { publishedExamples } from './publishedExamples';
import { type Part, type TrafficContext } from './trafficContext';

/** How many gateways an estate needs, with the sum and its doubts. The counts are the page's own, and in no document. */
export function gatewaysView({ client, ui, keep }: TrafficContext): Part {
  const result = h('div', { class: 'capacity', 'aria-live': 'polite' });
  const failed = h('p', { class: 'plain-error', role: 'alert' });
  let state: TrafficState | undefined;
  const request = latest(
    client.capacity,
    (answer) => {
      setText(failed, '');
      if (state) result.replaceChildren(...capacityResult(answer, state));
    },
    (message) => {
      setText(failed, message);
      result.replaceChildren();
    },
  );
  const rows = countRows((counts) => {
    keep({ counts: [...counts] });
    request({ counts: [...counts] });
  });
  const examples = h('div', {});
  const showExamples = whenChanged(examples, publishedExamples);
  const reset = plainButton({
    label: 'Back to the topology’s own count',
    onClick: () => {
      keep({ counts: undefined });
      if (state?.traffic) update(state);
    },
  });

  function update(next: TrafficState): void {
    state = next;
    if (!next.traffic) return;
    const { region, servers } = next.traffic.estimate;
    const counts: Counts[] = ui().counts ?? [{ region, servers, clusters: 0, azureLocal: 0 }];
    rows.update(next.regions, counts);
    showExamples(next.capacity);
    request({ counts });
  }

  return {
    element: h(
      'div',
      { class: 'part scroll', tabindex: '0', role: 'region', 'aria-label': 'Gateways needed' },
      h(
        'p',
        { class: 'lead' },
        'What is managed from each Azure region, in the whole tenant: every gateway serves every region, so that the busiest region decides. These numbers stay in this view.',
      ),
      rows.element,
      h('div', { class: 'row-actions' }, plainButton({ label: 'Add a region', onClick: rows.add }), reset),
      failed,
      result,
      examples,
    ),
    update,
  };
}

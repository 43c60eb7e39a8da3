import { type RouteAnswer } from '../../src/contract/traffic';
import { h, linkButton } from '../dom';
import { latest } from '../latest';
import { plainInput } from '../plain';
import { segmented } from '../segmented';
import { hostTable } from './hostTable';
import { routeCard } from './routeCard';
import { type Part, type TrafficContext } from './trafficContext';

const examples = ['gbl.his.arc.azure.com', 'login.microsoftonline.com', 'http://ctldl.windowsupdate.com'];

/** Which way a host goes, for whatever is asked; below it, all hosts that are known. */
export function routesView({ client, ui, keep }: TrafficContext): Part {
  const answer = h('div', { class: 'answer', 'aria-live': 'polite' });
  const invitation = h(
    'p',
    { class: 'lead' },
    'Ask for any host or URL, or choose one below. For example: ',
    ...examples.flatMap((text, index) => [
      index > 0 ? ', ' : '',
      linkButton(text, () => {
        ask(text);
      }),
    ]),
    '.',
  );
  const request = latest(
    client.route,
    (route: RouteAnswer) => {
      target.setError('');
      answer.replaceChildren(routeCard(route));
    },
    (message) => {
      target.setError(message);
      answer.replaceChildren();
    },
  );
  const target = plainInput({
    label: 'Host or URL',
    placeholder: 'gbl.his.arc.azure.com',
    onInput: (text) => {
      keep({ target: text });
      refresh();
    },
  });
  const phase = segmented({
    label: 'Asked for by',
    choices: [
      { value: 'running', label: 'The agent' },
      { value: 'install', label: 'Its installation' },
    ],
  });
  phase.onChange((value) => {
    keep({ phase: value === 'install' ? 'install' : 'running' });
    refresh();
  });
  target.input.value = ui().target ?? '';
  phase.setValue(ui().phase ?? 'running');

  function refresh(): void {
    const text = target.input.value.trim();
    if (text !== '') {
      request({ target: text, phase: phase.getValue() === 'install' ? 'install' : 'running' });
      return;
    }
    target.setError('');
    answer.replaceChildren(invitation);
  }
  function ask(text: string): void {
    target.input.value = text;
    keep({ target: text });
    refresh();
    target.input.focus();
  }

  const hosts = hostTable(ask);
  return {
    element: h(
      'div',
      { class: 'part scroll', tabindex: '0', role: 'region', 'aria-label': 'Routes' },
      h('div', { class: 'question' }, target.element, phase.element),
      answer,
      h('h2', { class: 'section' }, 'Known hosts'),
      hosts.element,
    ),
    update: (_, traffic) => {
      hosts.update(traffic.hosts);
      refresh();
    },
  };
}

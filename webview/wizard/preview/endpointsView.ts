import { type WizardState } from '../../../src/contract/wizard';
import { h, linkButton, setText, whenChanged } from '../../dom';
import { button } from '../../toolkit';
import { count } from '../count';
import { type WizardContext } from '../wizardContext';

type Endpoint = NonNullable<WizardState['plan']>['endpoints'][number];

/** What has to be open from the machines, or from the proxy on their behalf. */
export function endpointsView({ actions }: WizardContext): {
  readonly element: HTMLElement;
  update(endpoints: readonly Endpoint[]): void;
} {
  const title = h('span', { class: 'file-name' });
  const copy = button({
    label: 'Copy the endpoints',
    appearance: 'icon',
    icon: 'copy',
    onClick: actions.copyEndpoints,
  });
  const traffic = linkButton('Routes, exports and what to close', actions.showTraffic);
  const rows = h('tbody', {});
  const table = h(
    'table',
    { 'aria-label': 'Endpoints to open' },
    h('thead', {}, h('tr', {}, ...['Host', 'Port', 'Why and when'].map((name) => h('th', { scope: 'col' }, name)))),
    rows,
  );
  const show = whenChanged(rows, (endpoints: readonly Endpoint[]) =>
    endpoints.map(({ host, port, purpose, when, source }) =>
      h(
        'tr',
        { title: source },
        h('th', { scope: 'row' }, ...breakable(host)),
        h('td', {}, `${port}`),
        h('td', {}, h('div', {}, purpose), h('div', { class: 'when' }, when)),
      ),
    ),
  );
  return {
    element: h(
      'div',
      { class: 'pane-fill' },
      h('div', { class: 'bar' }, title, h('span', { class: 'legend' }, traffic), copy),
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Endpoints' }, table),
    ),
    update: (endpoints) => {
      setText(title, `${count(endpoints.length, 'endpoint')} to open`);
      show(endpoints);
    },
  };
}

/** Lets a long host name break after its dots only. */
const breakable = (host: string): (Node | string)[] =>
  host.split(/(?<=\.)/).flatMap((part) => [part, document.createElement('wbr')]);

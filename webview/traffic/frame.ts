import { type TrafficState } from '../../src/contract/traffic';
import { h, setText, whenChanged } from '../dom';
import { plainButton } from '../plain';
import { tabs } from '../tabs';
import { changesView } from './changesView';
import { exportsView } from './exportsView';
import { findingItem } from './findingItem';
import { gatewaysView } from './gatewaysView';
import { routesView } from './routesView';
import { type TrafficContext } from './trafficContext';

/** The whole page for a site that can be read. */
export function frame(context: TrafficContext): {
  readonly element: HTMLElement;
  readonly update: (state: TrafficState) => void;
  readonly say: (message: string) => void;
} {
  const { client, ui, keep, act } = context;
  const parts = [
    { id: 'changes', title: 'What changes', part: changesView(context) },
    { id: 'routes', title: 'Routes', part: routesView(context) },
    { id: 'exports', title: 'Allow list', part: exportsView(context) },
    { id: 'gateways', title: 'Gateways', part: gatewaysView(context) },
  ];
  const tabbed = tabs(
    'Network traffic',
    (id) => parts.find((each) => each.id === id)?.part.element ?? h('div', {}),
    (tab) => {
      keep({ tab });
    },
  );
  tabbed.show(
    parts.map(({ id, title }) => ({ id, text: title })),
    ui().tab,
  );
  const fileName = h('span', { class: 'file-name' });
  const status = h('div', { class: 'status', role: 'status' });
  const obstacles = h('ul', { class: 'obstacles' });
  const showObstacles = whenChanged(obstacles, (list: NonNullable<TrafficState['traffic']>['obstacles']) =>
    list.map(findingItem),
  );
  const open = (editor: 'openWizard' | 'openAsText') => (): void => {
    act(async () => {
      await client[editor]({});
      return '';
    });
  };
  return {
    element: h(
      'div',
      { class: 'traffic' },
      h(
        'header',
        { class: 'header' },
        h('h1', {}, 'Network traffic and allow list'),
        fileName,
        status,
        h(
          'div',
          { class: 'header-actions' },
          plainButton({ label: 'Open the wizard', onClick: open('openWizard') }),
          plainButton({ label: 'Open as text', onClick: open('openAsText') }),
        ),
      ),
      obstacles,
      h('main', { class: 'body' }, tabbed.element),
    ),
    update: (state) => {
      if (!state.traffic) return;
      setText(fileName, state.fileName);
      obstacles.hidden = state.traffic.obstacles.length === 0;
      showObstacles(state.traffic.obstacles);
      for (const { part } of parts) part.update(state, state.traffic);
    },
    say: (message) => {
      setText(status, message);
    },
  };
}

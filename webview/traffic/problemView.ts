import error from '@vscode/codicons/src/icons/error.svg';
import { type TrafficState } from '../../src/contract/traffic';
import { h, setText, whenChanged } from '../dom';
import { draw } from '../draw';
import { plainButton } from '../plain';
import { messageOf } from '../messageOf';
import { type TrafficContext } from './trafficContext';

/** Instead of the page, for a document that holds no whole site: the reasons, and the ways to mend them. */
export function problemView({ client }: TrafficContext): {
  readonly element: HTMLElement;
  readonly update: (state: TrafficState) => void;
} {
  const title = h('h1', {});
  const reason = h('p', { class: 'lead' });
  const open = (editor: 'openWizard' | 'openAsText'): void => {
    client[editor]({}).catch((error: unknown) => {
      setText(reason, messageOf(error));
    });
  };
  const details = h('ul', { class: 'details' });
  const show = whenChanged(details, (list: readonly string[]) => list.map((text) => h('li', {}, text)));
  return {
    element: h(
      'main',
      { class: 'problem' },
      draw(error, 'is-error'),
      title,
      reason,
      details,
      h(
        'div',
        { class: 'problem-actions' },
        plainButton({
          label: 'Open the wizard',
          primary: true,
          onClick: () => {
            open('openWizard');
          },
        }),
        plainButton({
          label: 'Open as text',
          onClick: () => {
            open('openAsText');
          },
        }),
      ),
    ),
    update: ({ fileName, problem }) => {
      setText(title, `The traffic of ${fileName} cannot be shown yet`);
      setText(reason, problem?.message ?? '');
      show(problem?.details ?? []);
    },
  };
}

import { h, setText } from '../dom';
import { latest } from '../latest';
import { plainButton, plainSelect } from '../plain';
import { findingItem } from './findingItem';
import { type Part, type TrafficContext } from './trafficContext';

/** The allow list in the format of whoever has to enter it, and what that format cannot express. */
export function exportsView({ client, ui, keep, act }: TrafficContext): Part {
  const fileName = h('span', { class: 'file-name' });
  const text = h('pre', { class: 'code', tabindex: '0', role: 'region', 'aria-label': 'Allow list' });
  const findings = h('ul', {});
  const format = plainSelect({
    label: 'Format',
    hideLabel: true,
    onChange: (value) => {
      keep({ format: value });
      refresh();
    },
  });
  const request = latest(
    client.allowList,
    (list) => {
      setText(fileName, list.fileName);
      setText(text, list.text);
      findings.replaceChildren(
        ...(list.findings.length > 0
          ? list.findings
          : [{ severity: 'ok' as const, message: 'This format says all there is to say.' }]
        ).map(findingItem),
      );
    },
    (message) => {
      setText(text, '');
      findings.replaceChildren(findingItem({ severity: 'error', message }));
    },
  );
  const refresh = (): void => {
    if (format.select.value !== '') request({ format: format.select.value });
  };
  return {
    element: h(
      'div',
      { class: 'part exports' },
      h(
        'div',
        { class: 'tools' },
        format.element,
        fileName,
        plainButton({
          label: 'Copy',
          onClick: () => {
            act(async () => {
              await client.copyAllowList({ format: format.select.value });
              return 'Copied the allow list.';
            });
          },
        }),
        plainButton({
          label: 'Save…',
          primary: true,
          onClick: () => {
            act(async () => {
              const name = await client.saveAllowList({ format: format.select.value });
              return name === null ? '' : `Saved ${name}.`;
            });
          },
        }),
      ),
      h(
        'div',
        { class: 'beside' },
        text,
        h(
          'aside',
          { class: 'limits', 'aria-labelledby': 'limits-title' },
          h('h2', { class: 'findings-title', id: 'limits-title' }, 'What this format leaves out'),
          findings,
        ),
      ),
    ),
    update: ({ formats }) => {
      const known = formats.map(({ id, title }) => ({ value: id, label: title }));
      const wanted = ui().format ?? known[0]?.value ?? '';
      if (format.select.options.length !== known.length) format.setOptions(known, wanted);
      refresh();
    },
  };
}

import { h } from '../../dom';
import { checkbox } from '../../toolkit';
import { recordAt, textsAt } from '../documentValue';
import { type Step } from '../step';
import { tagsField } from '../tagsField';
import { type OperatingSystem, osNames, type WizardContext } from '../wizardContext';

const systems: readonly { readonly os: OperatingSystem; readonly hint: string }[] = [
  { os: 'linux', hint: 'A bash script, run once as root on each machine' },
  { os: 'windows', hint: 'A PowerShell script, run once as administrator on each machine' },
];

const osPath = ['targets', 'os'];
const osKey = 'targets.os';

/** Which kinds of servers, and the tags they all get. */
export function targetsStep(context: WizardContext): Step {
  const boxes = systems.map(({ os, hint }) => ({ os, box: checkbox({ label: osNames[os], hint }) }));
  const note = h('div', { class: 'note note-error', role: 'alert' });
  const group = h(
    'div',
    { class: 'field', role: 'group', 'aria-labelledby': 'targets-os' },
    h('div', { class: 'label', id: 'targets-os' }, 'Operating systems'),
    ...boxes.map(({ box }) => box.element),
    note,
  );
  group.dataset.path = osKey;
  const send = (): void => {
    const os = boxes.filter(({ box }) => box.getValue()).map((each) => each.os);
    context.fields.markVisited(({ path }) => path === osKey);
    context.edits.now(osKey, [{ path: osPath, value: os }]);
  };
  for (const { box } of boxes) box.onChange(send);
  context.fields.register({
    path: osKey,
    step: 'targets',
    label: 'Operating systems',
    field: {
      element: group,
      focus: () => boxes[0]?.box.focus(),
      setNote: (next) => {
        note.textContent = next?.message ?? '';
      },
    },
  });
  const tags = tagsField(context);

  return {
    id: 'targets',
    title: 'Targets',
    heading: 'Which servers do you onboard?',
    lead: () => 'One script per operating system is written. The same script serves any number of machines.',
    body: [group, tags.element],
    update: (state) => {
      if (!context.edits.isAhead(osKey)) {
        const chosen = textsAt(state.document, osPath);
        for (const { os, box } of boxes) box.setValue(chosen.includes(os));
      }
      tags.update(state);
    },
    summary: ({ document }) => {
      const chosen = textsAt(document, osPath);
      const names = systems.filter(({ os }) => chosen.includes(os)).map(({ os }) => osNames[os]);
      const tagCount = Object.keys(recordAt(document, ['tags'])).length;
      const tagWords = tagCount === 0 ? [] : [tagCount === 1 ? '1 tag' : `${tagCount} tags`];
      return [names.join(', ') || 'none yet', ...tagWords].join(' · ');
    },
  };
}

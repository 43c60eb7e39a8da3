import { type WizardState } from '../../src/contract/wizard';
import { h, linkButton, setText } from '../dom';
import { icon } from '../icons';
import { textArea } from '../textArea';
import { dropdown } from '../toolkit';
import { bindText } from './bindText';
import { isConnected } from './connection';
import { pathKey, textAt, textsAt } from './documentValue';
import { textList } from './format';
import { type WizardContext } from './wizardContext';

const path = ['targets', 'machines'];
const key = pathKey(path);

/** A list is unpleasant to scroll beyond this; further names are typed, or added all at once. */
const mostOptions = 200;

const itemName = (rest: string, document: unknown): string | undefined => textsAt(document, path)[Number(rest)];

/** The names of connected machines: typed, pasted, or picked from those of the resource group. */
export function machinesField(context: WizardContext): {
  readonly element: HTMLElement;
  update(state: WizardState): void;
} {
  const names = textArea({
    label: 'Machines',
    hint: 'Their names in Azure, one a line. All are in one resource group, the one under Azure.',
    placeholder: 'srv01',
  });
  const updateNames = bindText(context, names, {
    path,
    step: 'targets',
    label: 'Machines',
    format: textList,
    partName: itemName,
  });
  let listed: readonly string[] = [];
  let offered: readonly string[] = [];
  const add = (more: readonly string[]): void => {
    // Under a key of its own, so that the answer is shown in the text.
    context.edits.now(`${key} picked`, [{ path, value: [...listed, ...more] }]);
  };
  const picker = dropdown({ label: 'Add a machine from Azure', hideLabel: true });
  picker.onChange((name) => {
    if (name !== '') add([name]);
  });
  const all = linkButton('', () => {
    add(offered);
  });
  const label = h('span', {});
  all.append(icon('add'), label);
  const picking = h('div', { class: 'picking' }, picker.element, all);

  const offer = ({ choices, document }: WizardState): void => {
    const taken = new Set(listed.map((name) => name.toLowerCase()));
    offered = choices.machines.filter((name) => !taken.has(name.toLowerCase()));
    const group = textAt(document, ['azure', 'resourceGroup']);
    picker.setOptions([
      { value: '', label: `Add a machine of ${group}…` },
      ...offered.slice(0, mostOptions).map((name) => ({ value: name, label: name })),
    ]);
    picker.setValue('');
    picking.hidden = offered.length === 0;
    setText(label, offered.length === 1 ? `Add ${offered[0] ?? ''}` : `Add all ${offered.length}`);
  };

  const element = h('div', { class: 'choice' }, names.element, picking);
  return {
    element,
    update: (state) => {
      updateNames(state);
      listed = textsAt(state.document, path);
      element.hidden = !isConnected(state) && !context.fields.hasComplaint(key);
      offer(state);
    },
  };
}

import { h, setText, whenChanged } from '../../dom';
import { button, dropdown } from '../../toolkit';
import { purposeOf, type Script } from '../scriptNames';
import { type WizardContext } from '../wizardContext';
import { codeNodes, markNames } from './codeNodes';

export interface ScriptView {
  readonly element: HTMLElement;
  /** With several, the person picks which one of them is shown. */
  readonly update: (script: Script, all: readonly Script[]) => void;
}

/** The script's name, or the choice between several. */
function scriptName(onPick: (fileName: string) => void) {
  const name = h('span', { class: 'file-name' });
  const picker = dropdown({ label: 'Script', hideLabel: true });
  picker.element.classList.add('picker');
  picker.onChange(onPick);
  const update = (fileName: string, all: readonly Script[]): void => {
    setText(name, fileName);
    name.hidden = all.length > 1;
    picker.element.hidden = all.length < 2;
    picker.setOptions(all.map((each) => ({ value: each.fileName, label: each.fileName })));
    picker.setValue(fileName);
  };
  return { name, picker: picker.element, update };
}

/** One script: what it is for, what the colours mean, and the text exactly as it is saved. */
export function scriptView({ actions }: WizardContext, onPick: (fileName: string) => void): ScriptView {
  const title = scriptName(onPick);
  const legend = h('span', { class: 'legend' });
  const purpose = h('div', { class: 'purpose' });
  const code = h('pre', { class: 'code', tabindex: '0', role: 'region' });
  const iconButton = (label: string, icon: 'copy' | 'save', act: (fileName: string) => void): HTMLElement =>
    button({
      label,
      appearance: 'icon',
      icon,
      onClick: () => {
        act(title.name.textContent);
      },
    });
  const bar = h(
    'div',
    { class: 'bar' },
    title.name,
    title.picker,
    legend,
    iconButton('Copy this script', 'copy', actions.copyScript),
    iconButton('Save this script', 'save', actions.saveScript),
  );
  const showCode = whenChanged(code, codeNodes);
  const showLegend = whenChanged(legend, (kinds: readonly Script['marks'][number]['kind'][]) =>
    kinds.map((kind) => h('mark', { class: `mark-${kind}`, title: markNames[kind] }, kind)),
  );
  return {
    element: h('div', { class: 'pane-fill' }, bar, purpose, code),
    update: (script, all) => {
      const isOther = title.name.textContent !== script.fileName;
      title.update(script.fileName, all);
      showLegend([...new Set(script.marks.map(({ kind }) => kind))].sort());
      setText(purpose, purposeOf(script));
      code.setAttribute('aria-label', script.fileName);
      showCode(script);
      if (isOther) code.scrollTop = 0;
    },
  };
}

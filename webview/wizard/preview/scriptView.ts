import { h, setText, whenChanged } from '../../dom';
import { button } from '../../toolkit';
import { type OperatingSystem, osNames, type WizardContext } from '../wizardContext';
import { codeNodes, markNames, type Script } from './codeNodes';

/** One script: its name, what the colours mean, and the text exactly as it is saved. */
export function scriptView(
  { actions }: WizardContext,
  os: OperatingSystem,
): { readonly element: HTMLElement; update(script: Script | undefined): void } {
  const fileName = h('span', { class: 'file-name' });
  const legend = h('span', { class: 'legend' });
  const bar = h(
    'div',
    { class: 'bar' },
    fileName,
    legend,
    button({
      label: `Copy the ${osNames[os]} script`,
      appearance: 'icon',
      icon: 'copy',
      onClick: () => {
        actions.copyScript(fileName.textContent);
      },
    }),
    button({
      label: `Save the ${osNames[os]} script`,
      appearance: 'icon',
      icon: 'save',
      onClick: () => {
        actions.saveScript(fileName.textContent);
      },
    }),
  );
  const code = h('pre', { class: 'code', tabindex: '0', role: 'region', 'aria-label': `${osNames[os]} script` });
  const showCode = whenChanged(code, codeNodes);
  const showLegend = whenChanged(legend, (kinds: readonly Script['marks'][number]['kind'][]) =>
    kinds.map((kind) => h('mark', { class: `mark-${kind}`, title: markNames[kind] }, kind)),
  );
  return {
    element: h('div', { class: 'pane-fill' }, bar, code),
    update: (script) => {
      if (!script) return;
      setText(fileName, script.fileName);
      showLegend([...new Set(script.marks.map(({ kind }) => kind))].sort());
      showCode(script);
    },
  };
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderLinkButton } from '../kit/button';
import { renderIcon } from '../kit/icon';
import { add } from '../kit/icons';
import { renderSelect } from '../kit/select';
import { renderTextArea } from '../kit/textField';
import { bindText } from './bindText';
import { isConnected } from './connection';
import { pathKey, textAt, textsAt } from './documentValue';
import { textList } from './format';
import { type WizardContext } from './wizardContext';

const path = ['targets', 'servers', 'machines'];
const key = pathKey(path);

/** Longer lists are hard to scroll. */
const mostOptions = 200;

const itemName = (rest: string, document: unknown): string | undefined => textsAt(document, path)[Number(rest)];

export function createMachinesField(context: WizardContext): (state: WizardState) => TemplateResult {
  const bindNames = bindText(context, {
    path,
    step: 'targets',
    label: 'Machines',
    format: textList,
    partName: itemName,
  });
  return (state) =>
    html`<div class="choice" ?hidden=${!isConnected(state) && !context.fields.hasIssue(key)}>
      ${renderTextArea({
        ...bindNames(state),
        label: 'Machines',
        hint: 'Their names in Azure, one a line. All are in one resource group, the one under Azure.',
        placeholder: 'srv01',
      })}
      ${renderPicking(context, state)}
    </div>`;
}

function renderPicking({ edits }: WizardContext, { choices, document }: WizardState): TemplateResult {
  const listed = textsAt(document, path);
  const taken = new Set(listed.map((name) => name.toLowerCase()));
  const offered = choices.machines.filter((name) => !taken.has(name.toLowerCase()));
  const addNames = (names: readonly string[]): void => {
    // A key of its own, so that the text field shows the answer.
    edits.now(`${key} picked`, [{ path, value: [...listed, ...names] }]);
  };
  const label = offered.length === 1 ? `Add ${offered[0] ?? ''}` : `Add all ${offered.length}`;
  const options = [
    { value: '', label: `Add a machine of ${textAt(document, ['azure', 'resourceGroup'])}…` },
    ...offered.slice(0, mostOptions).map((name) => ({ value: name, label: name })),
  ];
  if (offered.length === 0) return html`${nothing}`;
  return html`<div class="picking">
    ${renderSelect({
      id: 'pick-machine',
      label: 'Add a machine from Azure',
      hideLabel: true,
      options,
      value: '',
      onChange: (name) => {
        if (name !== '') addNames([name]);
      },
    })}
    ${renderLinkButton(html`${renderIcon(add)}${label}`, () => addNames(offered))}
  </div>`;
}

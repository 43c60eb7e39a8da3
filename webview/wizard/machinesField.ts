import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { formatNumber } from '../../src/kernel/text/phrases';
import { renderLinkButton } from '../kit/button';
import { renderIcon } from '../kit/icon';
import { add } from '../kit/icons';
import { renderSelect } from '../kit/select';
import { renderTextArea } from '../kit/textField';
import { bindText } from './bindText';
import { isConnected } from './connection';
import { pathKey, textAt, textsAt } from './documentValue';
import { type WizardContext } from './wizardContext';

const path = ['targets', 'servers', 'machines'];
const key = pathKey(path);

/** Longer lists are hard to scroll; the link adds all at once. */
const mostOptions = 200;

const itemName = (rest: string, document: unknown): string | undefined => textsAt(document, path)[Number(rest)];

export function createMachinesField(context: WizardContext): (state: WizardState) => TemplateResult {
  const bindNames = bindText(context, {
    path,
    step: 'targets',
    label: l10n.t('Machines'),
    partName: itemName,
  });
  return (state) =>
    html`<div class="choice" ?hidden=${!isConnected(state) && !context.fields.hasIssue(key)}>
      ${renderTextArea({
        ...bindNames(state),
        label: l10n.t('Machines'),
        hint: l10n.t('Names in Azure, one per line. All machines are in the resource group of the Azure step.'),
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
    // With another key than the text field's, which then shows the pushed value.
    edits.now(`${key} picked`, [{ path, value: [...listed, ...names] }]);
  };
  const [first, ...others] = offered;
  if (first === undefined) return html`${nothing}`;
  const label = others.length === 0 ? l10n.t`Add ${first}` : l10n.t`Add all ${formatNumber(offered.length)}`;
  const options = [
    { value: '', label: l10n.t`Add a machine from ${textAt(document, ['azure', 'resourceGroup'])}…` },
    ...offered.slice(0, mostOptions).map((name) => ({ value: name, label: name })),
  ];
  return html`<div class="picking">
    ${renderSelect({
      id: 'pick-machine',
      label: l10n.t('Add a machine from Azure'),
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

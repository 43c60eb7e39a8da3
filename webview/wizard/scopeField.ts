import * as l10n from '@vscode/l10n';
import { type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { bindText } from './bindText';
import { createChoiceField } from './choiceField';
import { connectionOf } from './connection';
import { type WizardContext } from './wizardContext';

export function createScopeField(context: WizardContext): (state: WizardState) => TemplateResult {
  const renderChoice = createChoiceField(context, {
    label: l10n.t('Private link scope'),
    hint: l10n.t('Copy the resource ID from the scope’s properties in the Azure portal.'),
    placeholder: '/subscriptions/…/providers/Microsoft.HybridCompute/privateLinkScopes/…',
    byHand: l10n.t('Other: paste its resource ID…'),
  });
  const bindId = bindText(context, {
    path: ['privateLink', 'scopeId'],
    step: 'connection',
    label: l10n.t('Private link scope'),
  });
  return (state) =>
    renderChoice({
      ...bindId(state),
      options: state.choices.scopes.map(({ id, name }) => ({ value: id, label: name })),
      hidden: connectionOf(state) !== 'privateLink' && !context.fields.hasIssue('privateLink.scopeId'),
    });
}

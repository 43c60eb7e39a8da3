import { type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { bindText } from './bindText';
import { createChoiceField } from './choiceField';
import { connectionOf } from './connection';
import { optionalText } from './format';
import { type WizardContext } from './wizardContext';

export function createScopeField(context: WizardContext): (state: WizardState) => TemplateResult {
  const renderChoice = createChoiceField(context, {
    label: 'Private link scope',
    hint: 'Copy its resource id from the scope’s properties in the portal.',
    placeholder: '/subscriptions/…/providers/Microsoft.HybridCompute/privateLinkScopes/…',
    byHand: 'Another one: paste its resource id…',
  });
  const bindId = bindText(context, {
    path: ['privateLink', 'scopeId'],
    step: 'connection',
    label: 'Private link scope',
    format: optionalText,
  });
  return (state) =>
    renderChoice({
      ...bindId(state),
      options: state.choices.scopes.map(({ id, name }) => ({ value: id, label: name })),
      hidden: connectionOf(state) !== 'privateLink' && !context.fields.hasIssue('privateLink.scopeId'),
    });
}

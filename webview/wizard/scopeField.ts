import { type WizardState } from '../../src/contract/wizard';
import { bindText } from './bindText';
import { choiceField } from './choiceField';
import { connectionOf } from './connection';
import { optionalText } from './format';
import { type WizardContext } from './wizardContext';

/** The private link scope: one that machines of the tenant use already, or any other by its id. */
export function scopeField(context: WizardContext): {
  readonly element: HTMLElement;
  update(state: WizardState): void;
} {
  const scope = choiceField({
    label: 'Private link scope',
    hint: 'Copy its resource id from the scope’s properties in the portal.',
    placeholder: '/subscriptions/…/providers/Microsoft.HybridCompute/privateLinkScopes/…',
    byHand: 'Another one: paste its resource id…',
  });
  const updateId = bindText(context, scope, {
    path: ['privateLink', 'scopeId'],
    step: 'connection',
    label: 'Private link scope',
    format: optionalText,
  });
  return {
    element: scope.element,
    update: (state) => {
      updateId(state);
      scope.setOptions(state.choices.scopes.map(({ id, name }) => ({ value: id, label: name })));
      scope.element.hidden =
        connectionOf(state) !== 'privateLink' && !context.fields.hasComplaint('privateLink.scopeId');
    },
  };
}

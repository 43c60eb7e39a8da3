import { type WizardState } from '../../../src/contract/wizard';
import { h } from '../../dom';
import { icon } from '../../icons';
import { radioGroup, textField } from '../../toolkit';
import { bindText } from '../bindText';
import { textAt } from '../documentValue';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const methodPath = ['identity', 'method'];
const methodKey = 'identity.method';
const clientPath = ['identity', 'clientId'];

const methods = [
  {
    value: 'interactive',
    label: 'Browser',
    detail: 'You sign in on the machine itself. For a desktop, a few machines.',
  },
  {
    value: 'deviceCode',
    label: 'Device code',
    detail: 'You sign in on another device. For servers without a browser.',
  },
  { value: 'servicePrincipal', label: 'Service principal', detail: 'Nobody signs in. For many machines.' },
];

/** The way of signing in, as the form calls it. */
export const identitySummary = ({ document }: WizardState): string => {
  const method = textAt(document, methodPath);
  return methods.find(({ value }) => value === method)?.label.toLowerCase() ?? 'none yet';
};

const secretNote = (): HTMLElement =>
  h(
    'div',
    { class: 'aside' },
    icon('shield'),
    h(
      'div',
      {},
      'The secret is asked for on the machine, when the script runs. It is stored neither in this file nor in a script.',
    ),
  );

/** Who connects the machines. */
export function identityStep(context: WizardContext): Step {
  const method = radioGroup({ label: 'Sign-in', choices: methods });
  const client = textField({
    label: 'Application (client) id',
    hint: 'Needs the role Azure Connected Machine Onboarding on the resource group.',
    placeholder: '00000000-0000-0000-0000-000000000000',
  });
  const principal = h('div', { class: 'group' }, client.element, secretNote());
  const isPrincipal = (value: string): boolean => value === 'servicePrincipal';
  method.element.dataset.path = methodKey;
  context.fields.register({ path: methodKey, step: 'identity', label: 'Sign-in', field: method });
  const updateClient = bindText(context, client, { path: clientPath, step: 'identity', label: 'Client id' });
  method.onChange((value) => {
    principal.hidden = !isPrincipal(value);
    // The client id stays in the document: the core reads it for a service principal only.
    context.edits.now(methodKey, [{ path: methodPath, value }]);
  });

  return {
    id: 'identity',
    title: 'Identity',
    heading: 'Who signs in to connect a machine?',
    lead: () => 'Signing in is needed once. Afterwards each machine has an identity of its own.',
    body: [method.element, principal],
    update: (state) => {
      if (!context.edits.isAhead(methodKey)) {
        const value = textAt(state.document, methodPath);
        method.setValue(value);
        principal.hidden = !isPrincipal(value);
      }
      updateClient(state);
    },
    summary: identitySummary,
  };
}

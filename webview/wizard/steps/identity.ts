import { type WizardState } from '../../../src/contract/wizard';
import { h, setText } from '../../dom';
import { icon } from '../../icons';
import { segmented } from '../../segmented';
import { radioGroup, textField } from '../../toolkit';
import { bindChoice } from '../bindChoice';
import { bindText } from '../bindText';
import { isConnected } from '../connection';
import { textAt, textsAt } from '../documentValue';
import { optionalText } from '../format';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';
import { lookUp } from '../../../src/kernel/lookUp';

const step = 'identity';
const path = (name: string): string[] => ['identity', name];
const read = ({ document }: WizardState, name: string): string => textAt(document, path(name));

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
  { value: 'accessToken', label: 'Access token', detail: 'Nobody signs in. For automation that gets a fresh token.' },
];

const asides: Readonly<Record<string, string>> = {
  secret:
    'The secret is asked for on the machine, when the script runs. It is stored neither in this file nor in a script.',
  certificate:
    'The certificate is on the servers already. This file says where; it holds neither the certificate nor its key.',
  accessToken:
    'The token is read on the machine, when the script runs. It is stored neither in this file nor in a script.',
};

const signsInByCertificate = (state: WizardState): boolean =>
  read(state, 'method') === 'servicePrincipal' && read(state, 'credential') === 'certificate';

/** The way of signing in, as the form calls it. */
export function identitySummary(state: WizardState): string {
  if (isConnected(state)) return 'not needed';
  if (signsInByCertificate(state)) return 'certificate';
  const method = read(state, 'method');
  return methods.find(({ value }) => value === method)?.label.toLowerCase() ?? 'none yet';
}

function principalFields(context: WizardContext) {
  const client = textField({
    label: 'Application (client) id',
    hint: 'Needs the role Azure Connected Machine Onboarding on the resource group.',
    placeholder: '00000000-0000-0000-0000-000000000000',
  });
  const credential = segmented({
    label: 'It signs in with',
    choices: [
      { value: 'secret', label: 'A secret' },
      { value: 'certificate', label: 'A certificate' },
    ],
  });
  const file = textField({
    label: 'Certificate file on the servers',
    hint: 'Certificate and private key in one file, without a password, readable by administrators alone.',
    placeholder: '/etc/arc/onboarding.pem',
  });
  const thumbprint = textField({
    label: 'Or its thumbprint, on Windows',
    hint: 'Of a certificate in the certificate store of the computer.',
    placeholder: '40 hexadecimal digits',
  });
  const place = { step } as const;
  const updates = [
    bindText(context, client, { ...place, path: path('clientId'), label: 'Client id' }),
    bindChoice(context, credential, { ...place, path: path('credential'), label: 'Credential', fallback: 'secret' }),
    bindText(context, file, {
      ...place,
      path: path('certificateFile'),
      label: 'Certificate file',
      format: optionalText,
    }),
    bindText(context, thumbprint, {
      ...place,
      path: path('certificateThumbprint'),
      label: 'Thumbprint',
      format: optionalText,
    }),
  ];
  return { client, credential, file, thumbprint, updates };
}

/** Who connects the machines. */
export function identityStep(context: WizardContext): Step {
  const method = radioGroup({ label: 'Sign-in', choices: methods });
  const updateMethod = bindChoice(context, method, { path: path('method'), step, label: 'Sign-in' });
  const { client, credential, file, thumbprint, updates } = principalFields(context);
  const asideText = h('div', {});
  const aside = h('div', { class: 'aside' }, icon('lock'), asideText);
  const { hasComplaint } = context.fields;

  return {
    id: step,
    title: 'Identity',
    heading: () => 'Who signs in to connect a machine?',
    lead: (state) =>
      isConnected(state)
        ? 'These servers are connected, so nobody signs in on them. You associate them under your own name.'
        : 'Signing in is needed once. Afterwards each machine has an identity of its own.',
    // What belongs to another choice stays in the document, where the core does not read it.
    body: [method.element, client.element, credential.element, file.element, thumbprint.element, aside],
    update: (state) => {
      updateMethod(state);
      for (const update of updates) update(state);
      const isPrincipal = read(state, 'method') === 'servicePrincipal';
      const hasCertificate = signsInByCertificate(state);
      client.element.hidden = !isPrincipal && !hasComplaint('identity.clientId');
      credential.element.hidden = !isPrincipal && !hasComplaint('identity.credential');
      file.element.hidden = !hasCertificate && !hasComplaint('identity.certificateFile');
      const isForWindows = hasCertificate && textsAt(state.document, ['targets', 'os']).includes('windows');
      thumbprint.element.hidden = !isForWindows && !hasComplaint('identity.certificateThumbprint');
      const text = lookUp(asides, isPrincipal ? (hasCertificate ? 'certificate' : 'secret') : read(state, 'method'));
      aside.hidden = text === undefined;
      setText(asideText, text ?? '');
    },
    summary: identitySummary,
  };
}

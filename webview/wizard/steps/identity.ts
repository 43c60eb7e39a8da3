import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../../src/contract/wizard';
import { lookUp } from '../../../src/kernel/lookUp';
import { renderIcon } from '../../kit/icon';
import { lock } from '../../kit/icons';
import { renderSegments } from '../../kit/segments';
import { renderTextField } from '../../kit/textField';
import { renderRadioGroup } from '../../kit/toolkit';
import { bindChoice } from '../bindChoice';
import { bindText } from '../bindText';
import { isConnected } from '../connection';
import { textAt, textsAt } from '../documentValue';
import { optionalText } from '../format';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'identity';
const path = (name: string): string[] => ['identity', name];
const read = ({ document }: WizardState, name: string): string => textAt(document, path(name));

const methods = [
  {
    value: 'interactive',
    label: 'Browser',
    inSummary: 'browser',
    detail: 'You sign in on the machine itself. For a desktop, a few machines.',
  },
  {
    value: 'deviceCode',
    label: 'Device code',
    inSummary: 'device code',
    detail: 'You sign in on another device. For servers without a browser.',
  },
  {
    value: 'servicePrincipal',
    label: 'Service principal',
    inSummary: 'service principal',
    detail: 'Nobody signs in. For many machines.',
  },
  {
    value: 'accessToken',
    label: 'Access token',
    inSummary: 'access token',
    detail: 'Nobody signs in. For automation that gets a fresh token.',
  },
];

const credentials = [
  { value: 'secret', label: 'A secret' },
  { value: 'certificate', label: 'A certificate' },
];

const asides: Readonly<Record<string, string>> = {
  secret:
    'The secret is asked for on the machine, when the script runs. It is stored neither in this file nor in a script.',
  certificate:
    'The certificate is on the servers already. This file says where; it holds neither the certificate nor its key.',
  accessToken:
    'The token is read on the machine, when the script runs. It is stored neither in this file nor in a script.',
};

const isPrincipal = (state: WizardState): boolean => read(state, 'method') === 'servicePrincipal';
const signsInByCertificate = (state: WizardState): boolean =>
  isPrincipal(state) && read(state, 'credential') === 'certificate';

function asideOf(state: WizardState): string | undefined {
  if (!isPrincipal(state)) return lookUp(asides, read(state, 'method'));
  return signsInByCertificate(state) ? asides.certificate : asides.secret;
}

export function identitySummary(state: WizardState): string {
  if (isConnected(state)) return 'not needed';
  if (signsInByCertificate(state)) return 'certificate';
  const method = read(state, 'method');
  return methods.find(({ value }) => value === method)?.inSummary ?? 'none yet';
}

// Values of another method stay in the document, where they are ignored.
function createPrincipalFields(context: WizardContext): (state: WizardState) => TemplateResult {
  const { hasIssue } = context.fields;
  const bindName = (name: string, label: string) =>
    bindText(context, { path: path(name), step, label, format: optionalText });
  const bindClient = bindText(context, { path: path('clientId'), step, label: 'Client id' });
  const credential = { path: path('credential'), step, label: 'Credential', fallback: 'secret' } as const;
  const bindCredential = bindChoice(context, credential);
  const bindFile = bindName('certificateFile', 'Certificate file');
  const bindThumbprint = bindName('certificateThumbprint', 'Thumbprint');

  return (state) => {
    const hasCertificate = signsInByCertificate(state);
    const isForWindows = hasCertificate && textsAt(state.document, ['targets', 'servers', 'os']).includes('windows');
    return html`${renderTextField({
      ...bindClient(state),
      label: 'Application (client) id',
      hint: 'Needs the role Azure Connected Machine Onboarding on the resource group.',
      placeholder: '00000000-0000-0000-0000-000000000000',
      hidden: !isPrincipal(state) && !hasIssue('identity.clientId'),
    })}
    ${renderSegments({
      ...bindCredential(state),
      label: 'It signs in with',
      choices: credentials,
      hidden: !isPrincipal(state) && !hasIssue('identity.credential'),
    })}
    ${renderTextField({
      ...bindFile(state),
      label: 'Certificate file on the servers',
      hint: 'Certificate and private key in one file, without a password, readable by administrators alone.',
      placeholder: '/etc/arc/onboarding.pem',
      hidden: !hasCertificate && !hasIssue('identity.certificateFile'),
    })}
    ${renderTextField({
      ...bindThumbprint(state),
      label: 'Or its thumbprint, on Windows',
      hint: 'Of a certificate in the certificate store of the computer.',
      placeholder: '40 hexadecimal digits',
      hidden: !isForWindows && !hasIssue('identity.certificateThumbprint'),
    })}`;
  };
}

export function createIdentityStep(context: WizardContext): Step {
  const bindMethod = bindChoice(context, { path: path('method'), step, label: 'Sign-in' });
  const renderPrincipal = createPrincipalFields(context);

  return {
    id: step,
    title: 'Identity',
    heading: () => 'Who signs in to connect a machine?',
    lead: (state) =>
      isConnected(state)
        ? 'These servers are connected, so nobody signs in on them. You associate them under your own name.'
        : 'Signing in is needed once. Afterwards each machine has an identity of its own.',
    render: (state) => {
      const aside = asideOf(state);
      return html`${renderRadioGroup({ ...bindMethod(state), label: 'Sign-in', choices: methods })}
        ${renderPrincipal(state)}
        <div class="aside" ?hidden=${aside === undefined}>
          ${renderIcon(lock)}
          <div>${aside}</div>
        </div>`;
    },
    summary: identitySummary,
  };
}

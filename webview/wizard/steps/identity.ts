import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type SiteChoices, type WizardState } from '../../../src/contract/wizard';
import { roleName } from '../../../src/kernel/knowledge/roles';
import { lookUp } from '../../../src/kernel/lookUp';
import { renderIcon } from '../../kit/icon';
import { lock } from '../../kit/icons';
import { renderSegments } from '../../kit/segments';
import { renderTextField } from '../../kit/textField';
import { renderRadioGroup } from '../../kit/toolkit';
import { bindChoice } from '../bindChoice';
import { bindText } from '../bindText';
import { hasServers, isConnected } from '../connection';
import { textAt, textsAt } from '../documentValue';
import { optionsOf } from '../optionsOf';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'identity';
const path = (name: string): string[] => ['identity', name];
const read = ({ document }: WizardState, name: string): string => textAt(document, path(name));

const methods = [
  {
    value: 'interactive',
    label: l10n.t('Browser'),
    inSummary: l10n.t('browser'),
    detail: l10n.t('You sign in on the machine itself. For a few machines with a desktop.'),
  },
  {
    value: 'deviceCode',
    label: l10n.t('Device code'),
    inSummary: l10n.t('device code'),
    detail: l10n.t('You sign in on another device. For servers without a browser.'),
  },
  {
    value: 'servicePrincipal',
    label: l10n.t('Service principal'),
    inSummary: l10n.t('service principal'),
    detail: l10n.t('Nobody signs in. For many machines.'),
  },
  {
    value: 'accessToken',
    label: l10n.t('Access token'),
    inSummary: l10n.t('access token'),
    detail: l10n.t('Nobody signs in. For automation that gets a new token for each run.'),
  },
];

const credentials = optionsOf<SiteChoices['credential']>({
  secret: l10n.t('A secret'),
  certificate: l10n.t('A certificate'),
});

const asides: Readonly<Record<string, string>> = {
  secret: l10n.t(
    'The script asks for the secret on the machine when it runs. The secret is stored neither in the site file nor in a script.',
  ),
  certificate: l10n.t(
    'The certificate must already be on the servers. The site file names its location; it holds neither the certificate nor its key.',
  ),
  accessToken: l10n.t(
    'The script reads the token on the machine when it runs. The token is stored neither in the site file nor in a script.',
  ),
};

const isPrincipal = (state: WizardState): boolean => read(state, 'method') === 'servicePrincipal';
const signsInByCertificate = (state: WizardState): boolean =>
  isPrincipal(state) && read(state, 'credential') === 'certificate';

function asideOf(state: WizardState): string | undefined {
  if (!isPrincipal(state)) return lookUp(asides, read(state, 'method'));
  return signsInByCertificate(state) ? asides.certificate : asides.secret;
}

export function identitySummary(state: WizardState): string {
  if (isConnected(state)) return l10n.t('not needed');
  if (signsInByCertificate(state)) return l10n.t('certificate');
  const method = read(state, 'method');
  return methods.find(({ value }) => value === method)?.inSummary ?? l10n.t('none yet');
}

// The values of other methods stay in the document, which ignores them.
function createPrincipalFields(context: WizardContext): (state: WizardState) => TemplateResult {
  const { hasIssue } = context.fields;
  const bindName = (name: string, label: string) => bindText(context, { path: path(name), step, label });
  const bindClient = bindText(context, { path: path('clientId'), step, label: l10n.t('Client ID') });
  const credential = { path: path('credential'), step, label: l10n.t('Credential') } as const;
  const bindCredential = bindChoice(context, credential);
  const bindFile = bindName('certificateFile', l10n.t('Certificate file'));
  const bindThumbprint = bindName('certificateThumbprint', l10n.t('Thumbprint'));

  return (state) => {
    const hasCertificate = signsInByCertificate(state);
    const isForWindows = hasCertificate && textsAt(state.document, ['targets', 'servers', 'os']).includes('windows');
    return html`${renderTextField({
      ...bindClient(state),
      label: l10n.t('Application (client) ID'),
      hint: l10n.t`Needs the role ${roleName('machineOnboarding')} on the resource group.`,
      placeholder: '00000000-0000-0000-0000-000000000000',
      hidden: !isPrincipal(state) && !hasIssue('identity.clientId'),
    })}
    ${renderSegments({
      ...bindCredential(state),
      label: l10n.t('Signs in with'),
      choices: credentials,
      hidden: !isPrincipal(state) && !hasIssue('identity.credential'),
    })}
    ${renderTextField({
      ...bindFile(state),
      label: l10n.t('Certificate file on the servers'),
      hint: l10n.t('Certificate and private key in one file without a password, readable only by administrators.'),
      placeholder: '/etc/arc/onboarding.pem',
      hidden: !hasCertificate && !hasIssue('identity.certificateFile'),
    })}
    ${renderTextField({
      ...bindThumbprint(state),
      label: l10n.t('Or its thumbprint, on Windows'),
      hint: l10n.t('Of a certificate in the computer’s certificate store.'),
      placeholder: l10n.t('40 hexadecimal digits'),
      hidden: !isForWindows && !hasIssue('identity.certificateThumbprint'),
    })}`;
  };
}

export function createIdentityStep(context: WizardContext): Step {
  const bindMethod = bindChoice(context, { path: path('method'), step, label: l10n.t('Sign-in') });
  const renderPrincipal = createPrincipalFields(context);

  return {
    id: step,
    isNeeded: hasServers,
    heading: () => l10n.t('Who signs in to connect a machine?'),
    lead: (state) =>
      isConnected(state)
        ? l10n.t(
            'These servers are already connected, so nobody signs in on them. You associate them with your own account.',
          )
        : l10n.t('One sign-in is needed per machine. After that, each machine has its own identity.'),
    render: (state) => {
      const aside = asideOf(state);
      return html`${renderRadioGroup({ ...bindMethod(state), label: l10n.t('Sign-in'), choices: methods })}
        ${renderPrincipal(state)}
        <div class="aside" ?hidden=${aside === undefined}>
          ${renderIcon(lock)}
          <div>${aside}</div>
        </div>`;
    },
    summary: identitySummary,
  };
}

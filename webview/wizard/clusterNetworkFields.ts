import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type SiteChoices, type WizardState } from '../../src/contract/wizard';
import { renderSegments } from '../kit/segments';
import { renderTextField } from '../kit/textField';
import { bindChoice } from './bindChoice';
import { bindText } from './bindText';
import { isEmptyAt } from './documentValue';
import { optionsOf } from './optionsOf';
import { withoutPassword } from './proxyField';
import { type WizardContext } from './wizardContext';

const step = 'network';
const httpPath = ['network', 'httpProxyUrl'];
const certificatePath = ['network', 'proxyCertificate'];
const webSocketsPath = ['network', 'webSockets'];

const webSocketChoices = optionsOf<SiteChoices['webSockets']>({
  yes: l10n.t('Yes'),
  no: l10n.t('No'),
  unknown: l10n.t('Not sure'),
});

/** What only Kubernetes clusters need to know of the network. */
export function createClusterNetworkFields(context: WizardContext): (state: WizardState) => TemplateResult {
  const bindHttp = bindText(context, {
    path: httpPath,
    step,
    label: l10n.t('URL of the proxy for HTTP'),
    format: withoutPassword,
  });
  const bindCertificate = bindText(context, { path: certificatePath, step, label: l10n.t('Proxy certificate') });
  const bindWebSockets = bindChoice(context, { path: webSocketsPath, step, label: l10n.t('WebSockets') });
  return (state) => {
    const hidden = (path: readonly string[]): boolean =>
      isEmptyAt(state.document, ['targets', 'clusters']) &&
      isEmptyAt(state.document, path) &&
      !context.fields.hasIssue(path.join('.'));
    return html`${renderTextField({
      ...bindHttp(state),
      label: l10n.t('URL of the proxy for HTTP'),
      hint: l10n.t('For clusters, if the proxy for plain HTTP differs.'),
      placeholder: 'http://proxy.example.com:8080',
      hidden: hidden(httpPath),
    })}
    ${renderTextField({
      ...bindCertificate(state),
      label: l10n.t('Proxy certificate'),
      hint: l10n.t('For clusters: a PEM file on the deployment machine, if the proxy needs one.'),
      placeholder: '/etc/ssl/certs/proxy.pem',
      hidden: hidden(certificatePath),
    })}
    ${renderSegments({
      ...bindWebSockets(state),
      label: l10n.t('Does the proxy let WebSockets through?'),
      choices: webSocketChoices,
      hidden: hidden(webSocketsPath),
    })}`;
  };
}

import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { type Note } from '../kit/field';
import { renderSegments } from '../kit/segments';
import { renderTextField } from '../kit/textField';
import { type BoundText, bindText } from './bindText';
import { textAt } from './documentValue';
import { type Format, plainText } from './format';
import { type WizardContext } from './wizardContext';

const proxyPath = ['network', 'proxyUrl'];
const proxyKey = 'network.proxyUrl';

export const proxyOf = ({ document }: WizardState): string => textAt(document, proxyPath);

export function networkSummary(state: WizardState): string {
  const url = proxyOf(state);
  return url === '' ? l10n.t('direct') : withoutUserInfo(url).replace(/^[a-z]+:\/\//i, '');
}

const withoutUserInfo = (url: string): string => url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/]*@/i, '$1');

/** Credentials in a URL never reach the document. */
export const withoutPassword: Format = { ...plainText, tidy: (typed) => withoutUserInfo(typed.trim()) };

const removed: Note = {
  severity: 'warning',
  message: l10n.t('The user name and password were removed: a site file never holds a secret.'),
  fix: l10n.t('The agent can’t sign in to a proxy. Allow these servers on the proxy without a sign-in.'),
};
const unnamed: Note = { severity: 'warning', message: l10n.t('Without a URL, the scripts connect directly.') };

export function createProxyField(context: WizardContext) {
  // In the document an empty URL means direct: only the form knows that a proxy is chosen but has no URL yet.
  let isChosen = false;
  // Restored if the person chooses the proxy again.
  let lastProxy = '';
  let lastSeen = '';
  let hadPassword = false;
  const bindProxy = bindText(context, {
    path: proxyPath,
    step: 'network',
    label: l10n.t('Proxy URL'),
    format: withoutPassword,
    ownNote: (url) => {
      if (hadPassword) return removed;
      return isChosen && url === '' ? unnamed : undefined;
    },
  });
  const choose = (value: 'direct' | 'proxy', proxy: BoundText): void => {
    isChosen = value === 'proxy';
    if (!isChosen) lastProxy = proxy.value;
    const next = isChosen ? lastProxy : '';
    if (next !== proxy.value) proxy.replace(next);
    context.redraw.soon();
  };
  // An undo can remove or restore the URL.
  const takeUrl = (url: string): void => {
    if (url !== '') isChosen = true;
    else if (lastSeen !== '') isChosen = isChosen && document.activeElement?.id === proxyKey;
    lastSeen = url;
  };

  return {
    /** True also while the proxy has no URL yet. */
    isChosen: () => isChosen,
    render: (state: WizardState): TemplateResult => {
      if (!context.edits.isAhead(proxyKey)) takeUrl(proxyOf(state));
      const proxy = bindProxy(state);
      return html`${renderSegments({
        id: 'network',
        label: l10n.t('Internet access'),
        choices: [
          { value: 'direct', label: l10n.t('Direct') },
          { value: 'proxy', label: l10n.t('Enterprise proxy') },
        ],
        value: isChosen ? 'proxy' : 'direct',
        onChange: (value) => choose(value, proxy),
      })}
      ${renderTextField({
        ...proxy,
        label: l10n.t('Proxy URL'),
        hint: l10n.t('Used to download and install the agent, and by the agent itself.'),
        placeholder: 'http://proxy.example.com:8080',
        hidden: !isChosen,
        onInput: (typed) => {
          hadPassword = typed.includes('@');
          proxy.onInput(typed);
          context.redraw.soon();
        },
      })}`;
    },
  };
}

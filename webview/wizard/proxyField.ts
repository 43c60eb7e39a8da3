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
  return url === '' ? 'direct' : withoutUserInfo(url).replace(/^[a-z]+:\/\//i, '');
}

const withoutUserInfo = (url: string): string => url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/]*@/i, '$1');

/** Credentials in a URL never reach the document. */
const withoutPassword: Format = { ...plainText, tidy: (typed) => withoutUserInfo(typed.trim()) };

const leftOut: Note = {
  severity: 'warning',
  message: 'The user name and password were left out: this file never holds a secret.',
  fix: 'The agent cannot sign in to a proxy. Let the proxy admit these servers without one.',
};
const unnamed: Note = { severity: 'warning', message: 'As long as no URL stands here, the scripts go out directly.' };

export function createProxyField(context: WizardContext) {
  // An empty URL in the document means direct, so only the form knows that a proxy is chosen but unnamed.
  let isChosen = false;
  // Restored when the person switches back.
  let lastProxy = '';
  let lastSeen = '';
  let hadPassword = false;
  const bindProxy = bindText(context, {
    path: proxyPath,
    step: 'network',
    label: 'Proxy URL',
    format: withoutPassword,
    ownNote: (url) => {
      if (hadPassword) return leftOut;
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
  // An undo can remove or restore the URL while the form shows the other choice.
  const takeUrl = (url: string): void => {
    if (url !== '') isChosen = true;
    else if (lastSeen !== '') isChosen = isChosen && document.activeElement?.id === proxyKey;
    lastSeen = url;
  };

  return {
    /** True also while the proxy has no name yet. */
    isChosen: () => isChosen,
    render: (state: WizardState): TemplateResult => {
      if (!context.edits.isAhead(proxyKey)) takeUrl(proxyOf(state));
      const proxy = bindProxy(state);
      return html`${renderSegments({
        id: 'network',
        label: 'Way out',
        choices: [
          { value: 'direct', label: 'Direct' },
          { value: 'proxy', label: 'Enterprise proxy' },
        ],
        value: isChosen ? 'proxy' : 'direct',
        onChange: (value) => choose(value, proxy),
      })}
      ${renderTextField({
        ...proxy,
        label: 'Proxy URL',
        hint: 'Used for the download, the installation and by the agent afterwards.',
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

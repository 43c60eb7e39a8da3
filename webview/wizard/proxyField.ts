import { type WizardState } from '../../src/contract/wizard';
import { type Note } from '../field';
import { segmented } from '../segmented';
import { textField } from '../toolkit';
import { bindText } from './bindText';
import { textAt } from './documentValue';
import { type Format, plainText } from './format';
import { type WizardContext } from './wizardContext';

const proxyPath = ['network', 'proxyUrl'];
const proxyKey = 'network.proxyUrl';

export const proxyOf = ({ document }: WizardState): string => textAt(document, proxyPath);

/** The way out; a proxy by its host and port. */
export function networkSummary(state: WizardState): string {
  const url = proxyOf(state);
  return url === '' ? 'direct' : withoutUserInfo(url).replace(/^[a-z]+:\/\//i, '');
}

const withoutUserInfo = (url: string): string => url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/]*@/i, '$1');

/** A password in front of the host never reaches the document; its name alone says enough to go on. */
const withoutPassword: Format = { ...plainText, tidy: (typed) => withoutUserInfo(typed.trim()) };

const leftOut: Note = {
  severity: 'warning',
  message: 'The user name and password were left out: this file never holds a secret.',
  fix: 'The agent cannot sign in to a proxy. Let the proxy admit these servers without one.',
};
const unnamed: Note = { severity: 'warning', message: 'As long as no URL stands here, the scripts go out directly.' };

function fields() {
  const wayOut = segmented({
    label: 'Way out',
    choices: [
      { value: 'direct', label: 'Direct' },
      { value: 'proxy', label: 'Enterprise proxy' },
    ],
  });
  const proxy = textField({
    label: 'Proxy URL',
    hint: 'Used for the download, the installation and by the agent afterwards.',
    placeholder: 'http://proxy.example.com:8080',
  });
  wayOut.element.dataset.path = 'network';
  return { wayOut, proxy };
}

/** Whether there is a proxy, and which. */
export function proxyField(context: WizardContext): {
  readonly elements: readonly HTMLElement[];
  /** A proxy is chosen, though it may have no name yet. */
  readonly isChosen: () => boolean;
  update(state: WizardState): void;
} {
  const { wayOut, proxy } = fields();
  // An empty proxy in the document means direct, so having chosen one without naming it yet is known here alone.
  let isChosen = false;
  // What was typed is there again when the person goes back and forth.
  let lastProxy = '';
  let lastSeen = '';
  let hadPassword = false;
  proxy.onInput((typed) => {
    hadPassword = typed.includes('@');
  });
  const updateProxy = bindText(context, proxy, {
    path: proxyPath,
    step: 'network',
    label: 'Proxy URL',
    format: withoutPassword,
    ownNote: () => {
      if (hadPassword) return leftOut;
      return isChosen && proxy.getValue().trim() === '' ? unnamed : undefined;
    },
  });
  const showWay = (): void => {
    wayOut.setValue(isChosen ? 'proxy' : 'direct');
    proxy.element.hidden = !isChosen;
  };
  wayOut.onChange((way) => {
    isChosen = way === 'proxy';
    const typed = withoutPassword.tidy(proxy.getValue());
    if (!isChosen) lastProxy = typed;
    const next = isChosen ? lastProxy : '';
    if (next !== typed) {
      proxy.setValue(next);
      context.edits.now(proxyKey, [next === '' ? { path: proxyPath } : { path: proxyPath, value: next }]);
    }
    showWay();
    context.fields.refresh();
  });

  return {
    elements: [wayOut.element, proxy.element],
    isChosen: () => isChosen,
    update: (state) => {
      if (!context.edits.isAhead(proxyKey)) {
        const url = proxyOf(state);
        // An undo can take the URL away, or bring it back, while the form shows the other way.
        if (url !== '') isChosen = true;
        else if (lastSeen !== '') isChosen = isChosen && proxy.element.contains(document.activeElement);
        lastSeen = url;
        showWay();
      }
      updateProxy(state);
    },
  };
}

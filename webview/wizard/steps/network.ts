import { type WizardState } from '../../../src/contract/wizard';
import { segmented } from '../../segmented';
import { textField } from '../../toolkit';
import { bindText } from '../bindText';
import { textAt } from '../documentValue';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const proxyPath = ['network', 'proxyUrl'];
const proxyKey = 'network.proxyUrl';

const proxyOf = ({ document }: WizardState): string => textAt(document, proxyPath);

/** The way out; a proxy by its host and port. */
export function networkSummary(state: WizardState): string {
  const url = proxyOf(state);
  return url === '' ? 'direct' : url.replace(/^[a-z]+:\/\//i, '').replace(/^[^@/]*@/, '');
}

function networkFields() {
  const wayOut = segmented({
    label: 'Way out',
    choices: [
      { value: 'direct', label: 'Direct' },
      { value: 'proxy', label: 'Enterprise proxy' },
    ],
  });
  wayOut.element.dataset.path = 'network';
  const proxy = textField({
    label: 'Proxy URL',
    hint: 'Used for the download, the installation and by the agent afterwards.',
    placeholder: 'http://proxy.example.com:8080',
  });
  return { wayOut, proxy };
}

/** How the machines reach the internet. */
export function networkStep(context: WizardContext): Step {
  const { wayOut, proxy } = networkFields();
  // An empty proxy in the document means direct, so having chosen one without naming it yet is known here alone.
  let isProxyChosen = false;
  // What was typed is there again when the person goes back and forth.
  let lastProxy = '';
  let lastSeen = '';
  const updateProxy = bindText(context, proxy, {
    path: proxyPath,
    step: 'network',
    label: 'Proxy URL',
    ownNote: () =>
      isProxyChosen && proxy.getValue().trim() === ''
        ? { severity: 'warning', message: 'As long as no URL stands here, the scripts go out directly.' }
        : undefined,
  });
  const showWay = (): void => {
    wayOut.setValue(isProxyChosen ? 'proxy' : 'direct');
    proxy.element.hidden = !isProxyChosen;
  };
  wayOut.onChange((way) => {
    isProxyChosen = way === 'proxy';
    const typed = proxy.getValue().trim();
    if (!isProxyChosen) lastProxy = typed;
    const next = isProxyChosen ? lastProxy : '';
    if (next !== typed) {
      proxy.setValue(next);
      context.edits.now(proxyKey, [next === '' ? { path: proxyPath } : { path: proxyPath, value: next }]);
    }
    showWay();
    context.fields.refresh();
  });

  return {
    id: 'network',
    title: 'Network',
    heading: 'How do these servers reach the internet?',
    lead: (state) => {
      const route =
        proxyOf(state) === '' ? 'server → Arc proxy → gateway' : 'server → Arc proxy → your proxy → gateway';
      return `Arc traffic goes ${route}. Only what is listed under Endpoints has to be open.`;
    },
    body: [wayOut.element, proxy.element],
    update: (state) => {
      if (!context.edits.isAhead(proxyKey)) {
        const url = proxyOf(state);
        // An undo can take the URL away, or bring it back, while the form shows the other way.
        if (url !== '') isProxyChosen = true;
        else if (lastSeen !== '') isProxyChosen = isProxyChosen && proxy.element.contains(document.activeElement);
        lastSeen = url;
        showWay();
      }
      updateProxy(state);
    },
    summary: (state) => (proxyOf(state) === '' ? 'direct' : 'proxy'),
  };
}

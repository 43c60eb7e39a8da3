import { type WizardState } from '../../../src/contract/wizard';
import { segmented } from '../../segmented';
import { textArea } from '../../textArea';
import { bindChoice } from '../bindChoice';
import { bindText } from '../bindText';
import { bypassItem, bypassWishes } from '../bypassFormat';
import { connectionOf } from '../connection';
import { textAt, textsAt } from '../documentValue';
import { textList } from '../format';
import { more } from '../more';
import { proxyField, proxyOf } from '../proxyField';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'network';
const signInPath = ['network', 'proxyAuthentication'];
const inspectionPath = ['network', 'tlsInspection'];
const exemptPath = ['network', 'tlsExemptHosts'];
const bypassPath = ['network', 'bypass'];
const gatewayBypassPath = ['network', 'gatewayBypass'];

const itemOf =
  (path: readonly string[]) =>
  (rest: string, document: unknown): string | undefined =>
    textsAt(document, path)[Number(rest)];

function networkFields() {
  const signIn = segmented({
    label: 'Does the proxy ask for a sign-in?',
    choices: [
      { value: 'none', label: 'No' },
      { value: 'required', label: 'Yes' },
    ],
  });
  const inspection = segmented({
    label: 'Is TLS inspected on the way?',
    choices: [
      { value: 'no', label: 'No' },
      { value: 'yes', label: 'Yes' },
      { value: 'unknown', label: 'Not sure' },
    ],
  });
  const exempt = textArea({
    label: 'Hosts exempt from the inspection',
    hint: 'One a line; *.gw.arc.azure.com stands for every gateway.',
    placeholder: '*.gw.arc.azure.com',
  });
  const bypass = textArea({
    label: 'Reach directly, without the proxy',
    hint: 'Names, *.domains, addresses and ranges, one a line. Written once for every program.',
    placeholder: '10.20.0.0/22',
  });
  const gatewayBypass = textArea({
    label: 'Hosts that do not take the gateway',
    hint: 'The gateway’s own bypass list, one full host name a line. It holds for all machines of the gateway.',
    placeholder: 'app.example.com',
  });
  return { signIn, inspection, exempt, bypass, gatewayBypass };
}

function bind(context: WizardContext, fields: ReturnType<typeof networkFields>) {
  const { signIn, inspection, exempt, bypass, gatewayBypass } = fields;
  return [
    bindChoice(context, signIn, { path: signInPath, step, label: 'Proxy sign-in', fallback: 'none' }),
    bindChoice(context, inspection, { path: inspectionPath, step, label: 'TLS inspection' }),
    bindText(context, exempt, {
      path: exemptPath,
      step,
      label: 'Exempt hosts',
      format: textList,
      partName: itemOf(exemptPath),
    }),
    bindText(context, gatewayBypass, {
      path: gatewayBypassPath,
      step,
      label: 'Gateway bypass',
      format: textList,
      partName: itemOf(gatewayBypassPath),
    }),
    bindText(context, bypass, {
      path: bypassPath,
      step,
      label: 'Proxy bypass',
      format: bypassWishes,
      partName: (rest, document) => bypassItem(document, bypassPath, rest.split('.')) ?? rest,
    }),
  ];
}

function routeOf(state: WizardState): string {
  const connection = connectionOf(state);
  const stops = [
    'server',
    ...(connection === 'gateway' ? ['Arc proxy'] : []),
    ...(proxyOf(state) !== '' && connection !== 'privateLink' ? ['your proxy'] : []),
    { gateway: 'gateway', direct: 'Azure', privateLink: 'private endpoint' }[connection],
  ];
  return stops.join(' → ');
}

/** How the machines reach the internet. */
export function networkStep(context: WizardContext): Step {
  const fields = networkFields();
  const proxy = proxyField(context);
  const updates = bind(context, fields);
  const { signIn, inspection, exempt, bypass, gatewayBypass } = fields;
  const rare = more(context, {
    what: 'bypass lists',
    paths: [gatewayBypassPath, bypassPath],
    content: [gatewayBypass.element, bypass.element],
  });
  const { hasComplaint } = context.fields;

  return {
    id: step,
    title: 'Network',
    heading: () => 'How do these servers reach the internet?',
    lead: (state) => `Arc traffic goes ${routeOf(state)}. Only what is listed under Endpoints has to be open.`,
    body: [...proxy.elements, signIn.element, inspection.element, exempt.element, rare.element],
    update: (state) => {
      proxy.update(state);
      for (const update of updates) update(state);
      signIn.element.hidden = !proxy.isChosen() && !hasComplaint('network.proxyAuthentication');
      exempt.element.hidden =
        textAt(state.document, inspectionPath) !== 'yes' && !hasComplaint('network.tlsExemptHosts');
      gatewayBypass.element.hidden = connectionOf(state) !== 'gateway' && !hasComplaint('network.gatewayBypass');
      rare.update(state);
    },
    summary: (state) => (proxyOf(state) === '' ? 'direct' : 'proxy'),
  };
}

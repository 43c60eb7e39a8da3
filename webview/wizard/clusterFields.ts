import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type SiteChoices, type WizardState } from '../../src/contract/wizard';
import { distributionTitles } from '../../src/kernel/knowledge/distributions';
import { plural } from '../../src/kernel/text/phrases';
import { renderCheckList } from '../kit/checkList';
import { renderField } from '../kit/field';
import { renderSegments } from '../kit/segments';
import { renderSelect } from '../kit/select';
import { renderTextField } from '../kit/textField';
import { bindChoice, bindList } from './bindChoice';
import { bindText } from './bindText';
import { createCollapsible } from './collapsible';
import { isEmptyAt, lengthAt, type Path, pathKey, textAt } from './documentValue';
import { optionsOf } from './optionsOf';
import { type WizardContext } from './wizardContext';

const step = 'clusters';
export const clustersPath: Path = ['targets', 'clusters'];

export const clusterPath = (index: number, ...rest: readonly string[]): Path => [...clustersPath, `${index}`, ...rest];

export const clusterCount = ({ document }: WizardState): number => lengthAt(document, clustersPath);

/** The document may have fewer clusters than when one was chosen. */
export const shownCluster = ({ ui }: WizardContext, state: WizardState): number =>
  Math.max(0, Math.min(ui().cluster ?? 0, clusterCount(state) - 1));

export function clustersSummary(state: WizardState): string {
  const count = clusterCount(state);
  return plural(count, { one: l10n.t('1 cluster'), other: l10n.t`${count} clusters` });
}

/** The index of the first. */
export function unnamedCluster(state: WizardState): number | undefined {
  const names = Array.from({ length: clusterCount(state) }, (_, index) => clusterPath(index, 'name'));
  const found = names.findIndex((path) => isEmptyAt(state.document, path));
  return found < 0 ? undefined : found;
}

/** Of a path in a cluster of the document. */
export function clusterIndexOf(path: string): number | undefined {
  const [, index] = /^targets\.clusters\.(\d{1,9})(?:\.|$)/.exec(path) ?? [];
  return index === undefined ? undefined : Number(index);
}

const states = optionsOf<SiteChoices['clusterState']>({
  new: l10n.t('New to Azure Arc'),
  connected: l10n.t('Already connected'),
});
const connections = [
  { value: '', label: l10n.t('As the site does') },
  { value: 'direct', label: l10n.t('Direct') },
] as const;
const managers = optionsOf<SiteChoices['managedBy']>({
  self: l10n.t('You'),
  aksArc: l10n.t('AKS enabled by Azure Arc'),
});
const upgrades = optionsOf<SiteChoices['autoUpgrade']>({ on: l10n.t('On'), off: l10n.t('Off') });
const runtimes = [
  { value: '', label: l10n.t('Not sure') },
  ...optionsOf<SiteChoices['containerRuntime']>({ containerd: 'containerd', crio: 'CRI-O' }),
];
const runtimeProxies = [
  { value: '', label: l10n.t('Not sure') },
  ...optionsOf<SiteChoices['runtimeProxy']>({ yes: l10n.t('Yes'), no: l10n.t('No') }),
];
const shells = [
  { value: '', label: l10n.t('Both') },
  ...optionsOf<SiteChoices['shell']>({ bash: 'bash', powershell: 'PowerShell' }),
];
const distributions = [
  { value: '', label: l10n.t('Detected by the Azure CLI') },
  ...Object.entries(distributionTitles).map(([value, label]) => ({ value, label })),
];
/** Names of products and services. */
const features = optionsOf<SiteChoices['clusterFeature']>({
  clusterConnect: l10n.t('Cluster connect'),
  customLocations: l10n.t('Custom locations'),
  azureRbac: 'Azure RBAC',
  containerInsights: 'Container insights',
  keyVault: l10n.t('Key Vault secrets provider'),
  defender: 'Microsoft Defender for Containers',
  gitOps: 'GitOps',
  dataServices: l10n.t('Azure Arc data services'),
  iotOperations: 'Azure IoT Operations',
  policy: 'Azure Policy',
});

/** Renders the form of one cluster. */
export type ClusterForm = (state: WizardState) => TemplateResult;

/** Registers the fields of the cluster at an index. */
export function createClusterForm(context: WizardContext, index: number): ClusterForm {
  const at = (...rest: readonly string[]): Path => clusterPath(index, ...rest);
  const text = (label: string, ...rest: readonly string[]) => bindText(context, { path: at(...rest), step, label });
  const choice = (label: string, ...rest: readonly string[]) => bindChoice(context, { path: at(...rest), step, label });
  const label = {
    name: l10n.t('Cluster’s name in Azure'),
    state: l10n.t('This cluster is'),
    distribution: l10n.t('Distribution'),
    serviceRange: l10n.t('Service range'),
    podRange: l10n.t('Pod range'),
    apiServer: l10n.t('API server'),
    features: l10n.t('Used for'),
  };
  const bindName = text(label.name, 'name');
  const bindState = choice(label.state, 'state');
  const bindDistribution = choice(label.distribution, 'distribution');
  const bindServices = text(label.serviceRange, 'serviceRange');
  const bindPods = text(label.podRange, 'podRange');
  const bindServer = text(label.apiServer, 'apiServer');
  const bindFeatures = bindList(context, { path: at('features'), step, label: label.features });
  const renderDeployment = createDeploymentFields(context, index);
  const renderRare = createRareFields(context, index);
  const renderWhole = createPart(context, at(), l10n.t('Cluster'));

  return (state) =>
    renderWhole(
      html`${renderTextField({ ...bindName(state), label: label.name, placeholder: 'k3s-branch-01' })}
      ${renderSegments({ ...bindState(state), label: label.state, choices: states })}
      ${renderSelect({ ...bindDistribution(state), label: label.distribution, options: distributions })}
      ${renderTextField({
        ...bindServices(state),
        label: label.serviceRange,
        hint: l10n.t(
          'Addresses of its services. `kubectl get servicecidrs` shows them, or the API server’s --service-cluster-ip-range.',
        ),
        placeholder: l10n.t('Address and prefix length'),
      })}
      ${renderTextField({
        ...bindPods(state),
        label: label.podRange,
        placeholder: l10n.t('Address and prefix length'),
      })}
      ${renderTextField({
        ...bindServer(state),
        label: label.apiServer,
        hint: l10n.t(
          'Its name or address, as `kubectl cluster-info` shows it. The deployment machine reaches it without the proxy.',
        ),
        placeholder: 'api.k3s.corp.example:6443',
      })}
      ${renderCheckList({ ...bindFeatures(state), label: label.features, options: features })}
      ${renderDeployment(state)} ${renderRare(state)}`,
    );
}

/** A group of fields, with what is said of it as a whole. */
function createPart(context: WizardContext, path: Path, label: string): (content: TemplateResult) => TemplateResult {
  const id = pathKey(path);
  context.fields.register({ path: id, step, label });
  return (content) =>
    renderField(
      { id, label, hideLabel: true, notes: context.fields.notesAt(id) },
      html`<div class="group">${content}</div>`,
      true,
    );
}

function createDeploymentFields(context: WizardContext, index: number): ClusterForm {
  const at = (name: string): Path => clusterPath(index, 'deployment', name);
  const bindShell = bindChoice(context, { path: at('shell'), step, label: l10n.t('Shell') });
  const bindContext = bindText(context, { path: at('context'), step, label: l10n.t('kubectl context') });
  const bindCli = bindText(context, { path: at('cliVersion'), step, label: l10n.t('Azure CLI version') });
  const bindExtension = bindText(context, {
    path: at('extensionVersion'),
    step,
    label: l10n.t('connectedk8s version'),
  });
  const renderCollapsible = createCollapsible(context, {
    what: l10n.t('deployment machine: shell, kubectl context, versions'),
    paths: [clusterPath(index, 'deployment')],
  });
  const renderPart = createPart(context, clusterPath(index, 'deployment'), l10n.t('Deployment machine'));
  return (state) =>
    renderCollapsible(
      state,
      renderPart(
        html`${renderSegments({ ...bindShell(state), label: l10n.t('Scripts for the shell'), choices: shells })}
        ${renderTextField({
          ...bindContext(state),
          label: l10n.t('kubectl context (optional)'),
          hint: l10n.t('As `kubectl config get-contexts` shows it; the current one if empty.'),
        })}
        ${renderTextField({
          ...bindCli(state),
          label: l10n.t('Azure CLI version (optional)'),
          hint: l10n.t('As `az version` shows it. Old versions lack options; the findings say which.'),
        })}
        ${renderTextField({ ...bindExtension(state), label: l10n.t('connectedk8s version (optional)') })}`,
      ),
    );
}

function createRareFields(context: WizardContext, index: number): ClusterForm {
  const at = (...rest: readonly string[]): Path => clusterPath(index, ...rest);
  const bindManager = bindChoice(context, { path: at('managedBy'), step, label: l10n.t('Managed by') });
  const bindConnection = bindChoice(context, { path: at('connection'), step, label: l10n.t('Connection') });
  const bindAgent = bindText(context, { path: at('agentVersion'), step, label: l10n.t('Agent version') });
  const bindUpgrade = bindChoice(context, { path: at('autoUpgrade'), step, label: l10n.t('Automatic upgrade') });
  const bindRuntime = bindChoice(context, { path: at('containerRuntime'), step, label: l10n.t('Container runtime') });
  const bindProxy = bindChoice(context, { path: at('runtimeProxy'), step, label: l10n.t('Proxy of the runtime') });
  const places = (
    [
      ['resourceGroup', l10n.t('Own resource group (optional)')],
      ['region', l10n.t('Own region (optional)')],
      ['subscriptionId', l10n.t('Own subscription ID (optional)')],
    ] as const
  ).map(([name, label]) => ({
    label,
    fallback: ['azure', name],
    bind: bindText(context, { path: at('azure', name), step, label }),
  }));
  const renderPlace = createPart(context, at('azure'), l10n.t('Own place in Azure'));
  const renderCollapsible = createCollapsible(context, {
    what: l10n.t('agents, container runtime, own place in Azure'),
    paths: ['managedBy', 'connection', 'agentVersion', 'autoUpgrade', 'containerRuntime', 'runtimeProxy', 'azure'].map(
      (name) => at(name),
    ),
  });
  return (state) =>
    renderCollapsible(
      state,
      html`${renderSegments({ ...bindConnection(state), label: l10n.t('It connects'), choices: connections })}
      ${renderSegments({ ...bindManager(state), label: l10n.t('Managed by'), choices: managers })}
      ${renderTextField({
        ...bindAgent(state),
        label: l10n.t('Agent version (optional)'),
        hint: l10n.t('As `az connectedk8s show` has it, if the cluster is connected already.'),
      })}
      ${renderSegments({ ...bindUpgrade(state), label: l10n.t('Automatic upgrade of the agents'), choices: upgrades })}
      ${renderSegments({ ...bindRuntime(state), label: l10n.t('Container runtime'), choices: runtimes })}
      ${renderSegments({
        ...bindProxy(state),
        label: l10n.t('Does the container runtime use the proxy?'),
        choices: runtimeProxies,
      })}
      ${renderPlace(
        html`${places.map(({ label, fallback, bind }) =>
          renderTextField({ ...bind(state), label, placeholder: textAt(state.document, fallback) }),
        )}`,
      )}`,
    );
}

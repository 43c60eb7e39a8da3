import * as l10n from '@vscode/l10n';
import { unsupportedFeatures } from '../../../../kernel/knowledge/clusterFeatureLimits';
import { lookUp } from '../../../../kernel/lookUp';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { listOf } from '../../../../kernel/text/phrases';
import { type ObservedAzureState, type Rule, rulesOf } from '../../../rules';
import { type ClusterCase, has, hasAny, isOwn } from './clusterCase';
import featureFacts from '../data/featureSteps.json';
import { providersFor } from '../providers';

const stateOf = (
  { providers = {} }: ObservedAzureState,
  { place }: ClusterCase,
  namespace: string,
): string | undefined => lookUp(lookUp(providers, place.subscriptionId.toLowerCase()) ?? {}, namespace);

const { azureRbac: rbac } = featureFacts;
const isManagedApiServer = ({ cluster: { distribution } }: ClusterCase): boolean =>
  distribution !== undefined && rbac.withoutApiServer.includes(distribution);

/** One finding names all that are known not to be registered. */
const unregistered: Rule<ClusterCase> = (subject, observed) => {
  const missing = providersFor(subject.cluster, subject.mode).filter(({ namespace }) => {
    const state = stateOf(observed, subject, namespace);
    return state !== undefined && !/^(registered|registering)$/i.test(state);
  });
  const [first] = missing;
  if (!first || !isOwn(subject)) return undefined;
  return {
    code: 'cluster.providerNotRegistered',
    severity: 'error',
    path: '.azure',
    message: l10n.t`The cluster’s subscription hasn’t registered ${listOf(missing.map(({ namespace }) => namespace))}, so the cluster can’t be connected.`,
    fix: l10n.t`Register each with az provider register --namespace, for example ${`az provider register --namespace ${first.namespace} --subscription ${subject.place.subscriptionId}`}. It takes a few minutes.`,
    remedy: {
      kind: 'registerProviders',
      subscriptionId: subject.place.subscriptionId,
      namespaces: missing.map(({ namespace }) => namespace),
    },
    source: `${first.source} (${first.asOf})`,
  };
};

export const connectionRules: readonly Rule<ClusterCase>[] = [
  unregistered,
  ...rulesOf<ClusterCase>([
    {
      code: 'cluster.provisioned',
      severity: 'warning',
      path: '.managedBy',
      applies: (subject) => !isOwn(subject),
      message: l10n.t(
        'AKS enabled by Azure Arc provisions this cluster, and the connectedk8s extension refuses to change it. There are no scripts for it.',
      ),
      fix: l10n.t('Change its gateway with az aksarc update --gateway-id, as the next steps say.'),
      source: pageSource('connectedk8s'),
    },
    {
      code: 'cluster.privateLinkFeatures',
      severity: 'error',
      path: '.features',
      applies: (subject) => subject.mode === 'privateLink' && hasAny(subject, unsupportedFeatures.withPrivateLink),
      message: l10n.t(
        'With a private link scope, a cluster has no cluster connect and no custom locations, nor what needs them: Azure RBAC and Azure Arc data services.',
      ),
      fix: l10n.t('Remove these features from the cluster, or connect it through a gateway instead.'),
      source: pageSource('clusterPrivateLink'),
    },
    {
      code: 'cluster.rbacApiServer',
      severity: 'warning',
      path: '.features',
      applies: (subject) => has(subject, 'azureRbac') && isManagedApiServer(subject),
      message: l10n.t(
        'Azure RBAC needs settings of the API server, which OpenShift and clusters that other clouds manage don’t give access to.',
      ),
      fix: l10n.t('Remove Azure RBAC from the cluster, or choose the distribution that it really has.'),
      source: `${rbac.source} (${rbac.asOf})`,
    },
    {
      code: 'cluster.privateLinkRegion',
      severity: 'error',
      path: '.azure.region',
      applies: ({ mode, place }) => mode === 'privateLink' && place.region === 'southeastasia',
      message: l10n.t('Private link for Kubernetes clusters isn’t available in Southeast Asia.'),
      fix: l10n.t('Choose another region, or another connection.'),
      source: pageSource('clusterPrivateLink'),
    },
    {
      code: 'cluster.nothingToChange',
      severity: 'info',
      path: '.connection',
      applies: (subject) => isOwn(subject) && subject.cluster.state === 'connected' && subject.mode === 'direct',
      message: l10n.t(
        'The cluster is connected directly and stays so. There are scripts to verify and to disconnect it.',
      ),
      fix: l10n.t('If that is intended, do nothing. Otherwise, remove direct, so that it connects as the site does.'),
      source: pageSource('clusterGateway'),
    },
  ]),
];

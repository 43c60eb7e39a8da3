import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../../kernel/finding';
import { judge, type ObservedAzureState, type Rule } from '../../../rules';
import type { ClusterOfSite, SharedSite } from '../../target';
import { modeOf } from '../mode';
import { agentRules } from './agent';
import { bypassRules } from './bypass';
import type { ClusterCase } from './clusterCase';
import { connectionRules } from './connection';
import { deploymentRules } from './deployment';
import { proxyRules } from './proxy';
import { rangeRules } from './ranges';

const rules: readonly Rule<ClusterCase>[] = [
  ...connectionRules,
  ...rangeRules,
  ...bypassRules,
  ...proxyRules,
  ...agentRules,
  ...deploymentRules,
];

/** A path with a leading dot is within the cluster, and its finding names it: a site may have many. */
export const checkCluster = (target: ClusterOfSite, site: SharedSite, observed: ObservedAzureState) =>
  judge(
    rules,
    { target, site, cluster: target.cluster, place: target.place, mode: modeOf(target.cluster, site) },
    observed,
  ).map((finding) => (finding.path.startsWith('.') ? ofCluster(finding, target) : finding));

const ofCluster = ({ path, message, ...finding }: Finding, { ref, cluster: { name } }: ClusterOfSite): Finding => ({
  ...finding,
  path: `${ref.path}${path}`,
  message: l10n.t`${name}: ${message}`,
});

import { type ClusterScriptKind, lazyScript, type Script } from '../../script';
import type { ClusterOfSite, SharedSite } from '../../target';
import type { Fragment } from '../../writing/fragment';
import { auditWithKubectl } from './auditBash';
import { auditWithPowershell } from './auditPowershell';
import { connectWithCli } from './connectBash';
import { connectWithPowershell } from './connectPowershell';
import { detachWithCli } from './detachBash';
import { detachWithPowershell } from './detachPowershell';
import { type ClusterFacts, clusterFactsOf, hasProxy } from './facts';
import { leaveWithCli } from './leaveBash';
import { leaveWithPowershell } from './leavePowershell';
import { prepareWithBash } from './prepareBash';
import { prepareWithPowershell } from './preparePowershell';
import { runtimeProxyText } from './runtimeProxy';
import { useGatewayWithCli } from './useGatewayBash';
import { useGatewayWithPowershell } from './useGatewayPowershell';
import { verifyWithCli } from './verifyBash';
import { verifyWithPowershell } from './verifyPowershell';

/** In the order in which they are run; those that undo come last. None is written before its text is asked for. */
export function clusterScripts(target: ClusterOfSite, site: SharedSite): readonly Script[] {
  // az aksarc changes these.
  if (target.cluster.managedBy === 'aksArc') return [];
  const facts = clusterFactsOf(target, site);
  const { shell } = target.cluster.deployment ?? {};
  const kinds = deploymentKinds(facts);
  return [
    ...(hasProxy(facts) ? [bashScript(facts, 'runtimeProxy')] : []),
    ...(shell === 'powershell' ? [] : kinds.map((kind) => bashScript(facts, kind))),
    ...(shell === 'bash' ? [] : kinds.map((kind) => powershellScript(facts, kind))),
  ];
}

type DeploymentKind = Exclude<ClusterScriptKind, 'runtimeProxy'>;
type Write = (facts: ClusterFacts, fileName: string) => Fragment;

/** Of file names, in which the cluster’s name follows. */
const stems: Readonly<Record<ClusterScriptKind, string>> = {
  runtimeProxy: 'runtime-proxy',
  prepareDeployment: 'prepare',
  connectCluster: 'connect',
  updateCluster: 'use-gateway',
  verifyCluster: 'verify',
  auditCluster: 'audit-traffic',
  detachCluster: 'detach',
  leaveArc: 'leave-arc',
};

/** Who writes which script. */
export const clusterTexts: {
  readonly bash: Readonly<Record<ClusterScriptKind, Write>>;
  readonly powershell: Readonly<Record<DeploymentKind, Write>>;
} = {
  bash: {
    runtimeProxy: runtimeProxyText,
    prepareDeployment: prepareWithBash,
    connectCluster: connectWithCli,
    updateCluster: useGatewayWithCli,
    verifyCluster: verifyWithCli,
    auditCluster: auditWithKubectl,
    detachCluster: detachWithCli,
    leaveArc: leaveWithCli,
  },
  powershell: {
    prepareDeployment: prepareWithPowershell,
    connectCluster: connectWithPowershell,
    updateCluster: useGatewayWithPowershell,
    verifyCluster: verifyWithPowershell,
    auditCluster: auditWithPowershell,
    detachCluster: detachWithPowershell,
    leaveArc: leaveWithPowershell,
  },
};

function bashScript(facts: ClusterFacts, kind: ClusterScriptKind): Script {
  const fileName = `${stems[kind]}-${facts.name}.sh`;
  return lazyScript({ kind, os: 'any', language: 'bash', fileName, cluster: facts.name }, () =>
    clusterTexts.bash[kind](facts, fileName),
  );
}

function powershellScript(facts: ClusterFacts, kind: DeploymentKind): Script {
  const fileName = `${stems[kind]}-${facts.name}.ps1`;
  return lazyScript({ kind, os: 'any', language: 'powershell', fileName, cluster: facts.name }, () =>
    clusterTexts.powershell[kind](facts, fileName),
  );
}

function deploymentKinds({ mode, isNew }: ClusterFacts): readonly DeploymentKind[] {
  const isThroughGateway = mode === 'gateway';
  return [
    'prepareDeployment',
    ...(isNew ? (['connectCluster'] as const) : []),
    ...(isThroughGateway && !isNew ? (['updateCluster'] as const) : []),
    'verifyCluster',
    ...(isThroughGateway ? (['auditCluster', 'detachCluster'] as const) : []),
    'leaveArc',
  ];
}

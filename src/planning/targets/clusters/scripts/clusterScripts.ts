import type { ClusterOfSite, SharedSite } from '../../target';
import type { Script } from '../../script';
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
import { runtimeProxyScript } from './runtimeProxy';
import { useGatewayWithCli } from './useGatewayBash';
import { useGatewayWithPowershell } from './useGatewayPowershell';
import { verifyWithCli } from './verifyBash';
import { verifyWithPowershell } from './verifyPowershell';

type Make = (facts: ClusterFacts) => Script;

/** In the order in which they are run; those that undo come last. */
export function clusterScripts(target: ClusterOfSite, site: SharedSite): readonly Script[] {
  // az aksarc changes these.
  if (target.cluster.managedBy === 'aksArc') return [];
  const facts = clusterFactsOf(target, site);
  const { shell } = target.cluster.deployment ?? {};
  return [
    ...(hasProxy(facts) ? [runtimeProxyScript(facts)] : []),
    ...(shell === 'powershell' ? [] : makersOf(facts, bash).map((make) => make(facts))),
    ...(shell === 'bash' ? [] : makersOf(facts, powershell).map((make) => make(facts))),
  ];
}

interface Makers {
  readonly prepare: Make;
  readonly connect: Make;
  readonly useGateway: Make;
  readonly verify: Make;
  readonly audit: Make;
  readonly detach: Make;
  readonly leave: Make;
}

const bash: Makers = {
  prepare: prepareWithBash,
  connect: connectWithCli,
  useGateway: useGatewayWithCli,
  verify: verifyWithCli,
  audit: auditWithKubectl,
  detach: detachWithCli,
  leave: leaveWithCli,
};

const powershell: Makers = {
  prepare: prepareWithPowershell,
  connect: connectWithPowershell,
  useGateway: useGatewayWithPowershell,
  verify: verifyWithPowershell,
  audit: auditWithPowershell,
  detach: detachWithPowershell,
  leave: leaveWithPowershell,
};

function makersOf({ mode, isNew }: ClusterFacts, make: Makers): readonly Make[] {
  const isThroughGateway = mode === 'gateway';
  return [
    make.prepare,
    ...(isNew ? [make.connect] : []),
    ...(isThroughGateway && !isNew ? [make.useGateway] : []),
    make.verify,
    ...(isThroughGateway ? [make.audit, make.detach] : []),
    make.leave,
  ];
}

import * as l10n from '@vscode/l10n';
import { canceled } from '../../kernel/errors';
import { foreign, say } from '../../kernel/text/boxText';
import type { ProbePlan } from '../../planning/network/probes';
import type { Site } from '../../planning/site';
import { askNetwork, type CheckPlaces, targetsOf } from '../../planning/targets';
import { pickOne } from '../../vscode/boxes/picks';

/** A part of a site whose endpoints can be checked. */
export interface ProbeTarget extends CheckPlaces {
  readonly plan: ProbePlan;
}

/** Those of which it is known what they need. */
export const probeTargets = (site: Site): readonly ProbeTarget[] =>
  targetsOf(site).flatMap((planned) => {
    const plan = askNetwork(planned, (network, target) => network.probes(target, site));
    if (plan.probes.length + plan.unprobed.length === 0) return [];
    return [{ plan, ...askNetwork(planned, (network, target) => network.checkPlaces(target)) }];
  });

/** The only or chosen one; otherwise throws `Canceled`. */
export async function chooseProbeTarget(targets: readonly ProbeTarget[]): Promise<ProbeTarget> {
  const [only, more] = targets;
  if (only && !more) return only;
  const items = targets.map((target) => ({
    label: target.name === undefined ? say`Servers` : foreign('document', target.name),
    description:
      target.name === undefined
        ? say`what their agents reach`
        : say`what the deployment machine, the agents and the nodes reach`,
    target,
  }));
  const picked = await pickOne(items, {
    title: say`Check network`,
    placeHolder: say`Choose whose endpoints to check`,
  });
  if (!picked) throw canceled();
  return picked.target;
}

/** How far results of this machine hold. */
export const hereRemark = ({ name }: ProbeTarget): string =>
  name === undefined
    ? l10n.t(
        'This machine may reach endpoints by another route than the servers. To check them, run the check from one of them.',
      )
    : l10n.t(
        'This machine may reach endpoints by another route than the cluster’s nodes. To check them, run the check from one of them. Pods may differ from their node where a network policy limits them.',
      );

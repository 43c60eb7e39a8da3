import type { Observation } from '../../../kernel/inventory';
import type { AgentFloor } from '../../../kernel/knowledge/agentFloors';
import type { ArcApi } from '../../../kernel/ports';
import type { Associable, Machine } from '../../../kernel/resources';
import type { AssociationGoal, AssociationState } from '../goal';
import type { MachineRef } from '../machine/remoteAgent';
import type { PlannedItem } from '../planAssociation';
import type { RemarkContext } from '../remarks';
import type { AssociationStep } from '../steps';
import type { Drift } from './drift';

/** By remark code. */
export type RemarkLabels<R extends Associable = Associable> = Readonly<
  Record<string, (context: RemarkContext<R>) => string | undefined>
>;

export type LocatedMachine = MachineRef & Pick<Machine, 'location'>;

interface OwnSetting {
  /** Undefined if Azure doesn't report it. Throws `ArcError`. */
  read(api: Pick<ArcApi, 'clusterGateway'>, id: string, signal: AbortSignal): Promise<boolean | undefined>;
}

export interface AssociationKind<R extends Associable = Associable> {
  /** Weight in Microsoft's capacity rule for gateways. */
  readonly load: Readonly<Record<'servers' | 'clusters' | 'azureLocal', number>>;
  /** Significant numbers in an agent version; builds have more. */
  readonly versionNumbers: number;
  /** What its agent lacks with a gateway. Oldest first; none for an unknown version. */
  floors(agentVersion: string | undefined): readonly AgentFloor[];
  /** For remarks specific to this kind. */
  remarkLabel(code: string, context: RemarkContext<R>): string | undefined;
  /** Besides the association. */
  ownSteps(name: string, before: AssociationState, wanted: AssociationState): readonly AssociationStep[];
  /** Unordered. */
  drifts(resource: R, gateway: DriftFacts): readonly Drift[];
  readonly setting?: OwnSetting;
  agentMachine?(resource: R | PlannedItem['resource']): LocatedMachine | undefined;
  /** Whether the agent ignores the association until it is set. */
  needsAgentStep?(resource: R, goal: AssociationGoal['kind'], observed: Observation | undefined): boolean;
  /** Completes an Azure-only detach on the machine. */
  manualDetachCommand?(resource: PlannedItem['resource']): string;
}

export interface DriftFacts {
  readonly isAssociated: boolean;
  /** Undefined if unknown. */
  readonly isEnabled: boolean | undefined;
  readonly observed: Observation | undefined;
}

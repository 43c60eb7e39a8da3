import type { Observation } from '../../../kernel/inventory';
import type { ArcApi } from '../../../kernel/ports';
import type { Associable, Machine } from '../../../kernel/resources';
import type { AssociationGoal, AssociationState } from '../goal';
import type { MachineRef } from '../machine/remoteAgent';
import type { PlannedItem } from '../planAssociation';
import type { RemarkContext } from '../remarks';
import type { AssociationStep } from '../steps';
import type { Drift } from './drift';

/** By the code of a remark: its label where it applies to a resource. */
export type RemarkLabels<R extends Associable = Associable> = Readonly<
  Record<string, (context: RemarkContext<R>) => string | undefined>
>;

/** A connected machine whose agent can be spoken to. */
export type LocatedMachine = MachineRef & Pick<Machine, 'location'>;

interface OwnSetting {
  /** Undefined where Azure does not say. Throws `ArcError`. */
  read(api: Pick<ArcApi, 'clusterGateway'>, id: string, signal: AbortSignal): Promise<boolean | undefined>;
}

/** What changing the association of one kind of resource means. */
export interface AssociationKind<R extends Associable = Associable> {
  /** What one of them counts for in Microsoft's planning rule for gateways. */
  readonly load: Readonly<Record<'servers' | 'clusters' | 'azureLocal', number>>;
  /** Numbers by which the versions of its agent are told apart; a build has more of them. */
  readonly versionNumbers: number;
  /** Of a remark that only this kind may have: its label where it applies. */
  remarkLabel(code: string, context: RemarkContext<R>): string | undefined;
  /** What has to be done besides the change of the association. */
  ownSteps(name: string, before: AssociationState, wanted: AssociationState): readonly AssociationStep[];
  /** What contradicts the association, in any order. */
  drifts(resource: R, gateway: DriftFacts): readonly Drift[];
  /** Its own setting whether it uses a gateway; absent for a kind that has none. */
  readonly setting?: OwnSetting;
  /** The machine whose agent can be told along with Azure. */
  agentMachine?(resource: R | PlannedItem['resource']): LocatedMachine | undefined;
  /** Whether its agent does not follow the association unless it is told to. */
  needsAgentStep?(resource: R, goal: AssociationGoal['kind'], observed: Observation | undefined): boolean;
  /** What finishes on the machine a detach in Azure alone. */
  manualDetachCommand?(resource: PlannedItem['resource']): string;
}

/** What is known of the gateway of one resource. */
export interface DriftFacts {
  readonly isAssociated: boolean;
  /** Its own setting; undefined where it is not known. */
  readonly isEnabled: boolean | undefined;
  readonly observed: Observation | undefined;
}

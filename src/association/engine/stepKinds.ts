import type { ArcApi } from '../../kernel/ports';
import type { AgentOfItem } from './agentOfItem';
import { type AssociationState, isSameGateway } from './goal';
import type { AssociationStep } from './steps';

interface StepTarget {
  readonly id: string;
  readonly api: Pick<ArcApi, 'associate' | 'setClusterGateway'>;
  readonly agent: AgentOfItem;
}

interface StepKind<S extends AssociationStep> {
  /** Counts toward Azure's write limit. */
  readonly isForAzure: boolean;
  isTaken(step: S, state: AssociationState): boolean;
  isReversible(step: S): boolean;
  send(step: S, side: 'to' | 'from', target: StepTarget, signal: AbortSignal): Promise<void>;
}

type StepOf<K extends AssociationStep['kind']> = Extract<AssociationStep, { readonly kind: K }>;

const kinds: { readonly [K in AssociationStep['kind']]: StepKind<StepOf<K>> } = {
  association: {
    isForAzure: true,
    isTaken: (step, state) => isSameGateway(state.gatewayId, step.to),
    isReversible: () => true,
    send: (step, side, { api, id }, signal) => api.associate(id, step[side], signal),
  },
  clusterGateway: {
    isForAzure: true,
    isTaken: (step, state) => state.isEnabled === step.to,
    isReversible: ({ from }) => from !== undefined,
    send: (step, side, { api, id }, signal) => api.setClusterGateway(id, step[side] ?? step.to, signal),
  },
  connectionType: {
    isForAzure: false,
    isTaken: (step, state) => state.connectionType === step.to,
    isReversible: () => true,
    send: (step, side, { agent }, signal) => agent.set(step[side], signal),
  },
};

const kindOf = (step: AssociationStep): StepKind<AssociationStep> => kinds[step.kind];

export const isForAzure = (step: AssociationStep): boolean => kindOf(step).isForAzure;
export const isTaken = (step: AssociationStep, state: AssociationState): boolean => kindOf(step).isTaken(step, state);
export const isReversible = (step: AssociationStep): boolean => kindOf(step).isReversible(step);
export const sendStep = (
  step: AssociationStep,
  side: 'to' | 'from',
  target: StepTarget,
  signal: AbortSignal,
): Promise<void> => kindOf(step).send(step, side, target, signal);

import {
  type Association,
  associationOf,
  findGateway,
  gatewayEnabledOf,
  type Inventory,
  type LastVerification,
  type Observation,
} from '../kernel/inventory';
import { gatewaySettingOf } from '../kernel/resourceKinds';
import type { Associable, Gateway } from '../kernel/resources';
import { needsAgentStep } from '../association/engine';
import type { CheckResult } from '../verification/engine';
import { observationOf, verificationOf } from '../inventory';

/** What the inventory and the last verification say of a machine or cluster. */
export interface KnownOfMember {
  readonly association: Association;
  /** Of the association. */
  readonly gatewayId: string | undefined;
  /** If the inventory has it. */
  readonly gateway: Gateway | undefined;
  readonly observation: Observation | undefined;
  readonly verification: LastVerification | undefined;
  /** Whether its agent uses the gateway that Azure associates it with; undefined: unknown until it is asked. */
  readonly isFollowed: boolean | undefined;
  /** URL of the proxy that the agent uses besides Arc proxy, without a password; empty: none. Undefined: unknown. */
  readonly proxy: string | undefined;
}

export function knownOf(inventory: Inventory, resource: Associable, checks: readonly CheckResult[]): KnownOfMember {
  const association = associationOf(inventory, resource);
  const observation = observationOf(inventory, resource);
  const gatewayId = association.status === 'read' ? association.gatewayId : undefined;
  return {
    association,
    gatewayId,
    gateway: gatewayId === undefined ? undefined : findGateway(inventory, gatewayId),
    observation,
    verification: verificationOf(inventory, resource),
    isFollowed: isFollowed(resource, association, observation),
    proxy: proxyIn(checks, gatewayId !== undefined),
  };
}

/** A machine that needs a step of its own may have had it; a cluster has a setting that Azure reports. */
function isFollowed(resource: Associable, association: Association, observation: Observation | undefined) {
  if (gatewaySettingOf(resource)) return gatewayEnabledOf(resource, association);
  return needsAgentStep(resource, 'associate', observation) ? undefined : true;
}

/** As the agent reported it when it was last verified. */
function proxyIn(checks: readonly CheckResult[], usesGateway: boolean): string | undefined {
  const id = usesGateway ? 'gateway.upstreamProxy' : 'gateway.localProxy';
  const [observed] = checks.find((check) => check.id === id)?.observed ?? [];
  if (observed === undefined) return undefined;
  const { value } = observed;
  if (typeof value === 'string') return URL.canParse(value) ? value : undefined;
  return 'code' in value && value.code === 'none' ? '' : undefined;
}

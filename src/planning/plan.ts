import type { Script, NextStep } from './targets/script';
import type { Endpoint } from './network';
import type { Finding } from '../kernel/finding';

/** Pure data: the preview, the saved file and what runs are the same bytes. */
export interface Plan {
  readonly findings: readonly Finding[];
  /** Those to run by hand on each server come first. None for a target with an error. */
  readonly scripts: readonly Script[];
  readonly endpoints: readonly Endpoint[];
  readonly nextSteps: readonly NextStep[];
  /** Absent without the number of servers or a gateway. */
  readonly load?: GatewayLoad;
}

/** By the published rule. */
export interface GatewayLoad {
  readonly servers: number;
  /** A gateway supports less than `scorePerGateway` in one region. */
  readonly score: number;
  readonly scorePerGateway: number;
  /** How many are needed. */
  readonly gateways: number;
}

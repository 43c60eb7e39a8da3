import type { Script, NextStep } from './targets/script';
import type { Endpoint } from './network';
import type { Finding } from '../kernel/finding';

/** Everything that follows from a site. Pure data: the preview, the saved file and what runs are the same bytes. */
export interface Plan {
  readonly findings: readonly Finding[];
  /**
   * Those a person runs on each server come first. Empty while a finding is an error: a script for a network in which it
   * cannot work is never shown.
   */
  readonly scripts: readonly Script[];
  readonly endpoints: readonly Endpoint[];
  readonly nextSteps: readonly NextStep[];
  /** Absent while nobody says how many servers there are, and where no gateway is used. */
  readonly load?: GatewayLoad;
}

/** What the servers ask of gateways, by the published rule. */
export interface GatewayLoad {
  readonly servers: number;
  /** In points, of which a gateway carries less than `scorePerGateway` in one region. */
  readonly score: number;
  readonly scorePerGateway: number;
  /** How many gateways that takes. */
  readonly gateways: number;
}

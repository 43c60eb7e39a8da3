import type { AgentFloor } from '../../../kernel/knowledge/agentFloors';
import { lookUp } from '../../../kernel/lookUp';

/** Something by which a resource does not do what its association says. */
export interface Drift {
  /** `drift.setToDirect`, or that of the agent version that is not reached. */
  readonly code: string;
  /** `broken`: its traffic does not take the way that Azure knows; `weak`: it does, and something should be done. */
  readonly severity: 'broken' | 'weak';
  /** A few words for a row: `gateway enabled but not associated`. */
  readonly words: string;
  /** What it means and what to do. */
  readonly advice: string;
}

/** What an agent lacks that is older than it has to be for a gateway. */
export const floorDrift = ({ code, before, reason, fix, source, asOf }: AgentFloor): Drift => ({
  code,
  severity: Object.hasOwn(brokenWords, code) ? 'broken' : 'weak',
  words: lookUp(brokenWords, code) ?? `agent older than ${before}`,
  advice: `${reason} ${fix} (${source}, ${asOf})`,
});

/** For what keeps the traffic off the gateway. */
const brokenWords: Readonly<Record<string, string>> = {
  'agent.tooOldForGateway': 'agent too old for a gateway',
  'agent.connectionType': 'agent has to be told to use the gateway',
  'clusterAgent.tooOldForGateway': 'agent too old for a gateway',
};

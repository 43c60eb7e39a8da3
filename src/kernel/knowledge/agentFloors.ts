import { inEnglish, translated } from '../text/phrases';
import { recommendedAgent } from './agentFeature';
import { isOlderAgent } from './agentVersion';

/** What agents below a version lack. */
export interface AgentFloor {
  readonly code: string;
  readonly before: string;
  readonly severity: string;
  readonly needsGateway: boolean;
  readonly reason: string;
  readonly fix: string;
  readonly source: string;
  readonly asOf: string;
}

/** Of one kind of agent, in the display language; none for an unknown version. */
export const floorsAboveIn = (
  floors: readonly AgentFloor[],
  version: string | undefined,
  usesGateway: boolean,
): readonly AgentFloor[] =>
  version === undefined
    ? []
    : floors
        .filter(({ before, needsGateway }) => isOlderAgent(version, before) && (usesGateway || !needsGateway))
        .map(inDisplayLanguage);

/** For files for machines. */
export const englishReason = (floor: AgentFloor): string => inEnglish(floor.reason, versionsOf(floor));

const versionsOf = ({ before }: AgentFloor) => ({ before, recommended: recommendedAgent });

const inDisplayLanguage = (floor: AgentFloor): AgentFloor => {
  const versions = versionsOf(floor);
  return { ...floor, reason: translated(floor.reason, versions), fix: translated(floor.fix, versions) };
};

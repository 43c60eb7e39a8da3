import { type AgentFeature, featureSince, lacksFeature } from '../../../kernel/knowledge/agentFeature';
import type { Connection, Scenario } from '../../site';
import data from './data/checkFlags.json';

/** Whose endpoints `azcmagent check` includes only if it is asked for them. */
export interface CheckedExtension {
  /** For `--extensions`. */
  readonly value: string;
  readonly title: string;
  /** Patterns; the check has at least one of these hosts. */
  readonly hosts: readonly string[];
}

export const checkedExtensions = (scenarios: readonly Scenario[]): readonly CheckedExtension[] =>
  data.extensions.filter((each) => scenarios.some((scenario) => each.scenarios.includes(scenario)));

interface CheckFlag {
  readonly words: readonly string[];
  /** Agents without it reject the flag. */
  readonly feature: AgentFeature;
  /** For agents without it. */
  readonly earlier: readonly string[];
}

interface CheckNeeds {
  readonly connection?: Connection;
  readonly scenarios?: readonly Scenario[];
}

/** Flags for `azcmagent check` beyond its defaults. */
export const checkFlags = ({ connection, scenarios = [] }: CheckNeeds): readonly CheckFlag[] => [
  ...checkedExtensions(scenarios).map(({ value }) => ({
    words: ['--extensions', value],
    feature: 'checksExtensions' as const,
    earlier: [],
  })),
  ...(connection === 'privateLink'
    ? [
        {
          words: ['--enable-pls-check'],
          feature: 'checksPrivateEndpoints' as const,
          earlier: ['--use-private-link'],
        },
      ]
    : []),
];

/** `azcmagent check …` for an agent of that version; absent: a current one. */
export const checkCommand = (needs: CheckNeeds, agentVersion: string | undefined): string =>
  [
    'azcmagent check',
    ...checkFlags(needs).flatMap(({ words, feature, earlier }) =>
      lacksFeature(agentVersion, feature) ? earlier : words,
    ),
  ].join(' ');

/** `[1, 41]` */
export function floorOf({ feature }: CheckFlag): readonly [number, number] {
  const [major = 0, minor = 0] = featureSince(feature).since.split('.').map(Number);
  return [major, minor];
}

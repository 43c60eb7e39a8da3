import { checkGuid, checkRegion, checkResourceGroup } from '../../kernel/azureNames';
import type { AgentCloud } from '../../kernel/knowledge/clouds';
import { wordList } from './lists';
import { object, oneOf, optionalText, type Reader, text } from './reader';
import { type ClusterTarget, clusterFeatures, type Place } from './site';
import { reportUnknownKey } from './unknownKey';

/** Where a target's resource is, as far as that differs from the site. */
export const readOwnPlace =
  (cloud: AgentCloud): Reader<Partial<Place>> =>
  (value, place) =>
    value === undefined
      ? undefined
      : object<Partial<Place>>(
          {
            subscriptionId: optionalText({
              check: checkGuid('A subscription id'),
              normalise: (id) => id.toLowerCase(),
            }),
            resourceGroup: optionalText({ check: checkResourceGroup }),
            region: optionalText({ check: checkRegion(cloud) }),
          },
          reportUnknownKey,
        )(value, place);

// Source: the name rule of Microsoft.Kubernetes/connectedClusters (azure-resource-manager resource-name-rules, 2026-03).
const checkName = (name: string): string | undefined =>
  /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i.test(name)
    ? undefined
    : 'A cluster’s name in Azure has at most 63 letters, digits, hyphens and underscores, and begins and ends with a letter or digit.';

export const readCluster = (cloud: AgentCloud): Reader<ClusterTarget> =>
  object<ClusterTarget>(
    {
      name: text('Name the cluster’s resource in Azure.', { check: checkName }),
      state: oneOf(['new', 'connected'], 'Say whether the cluster is new or connected already: new, connected.'),
      connection: oneOf(['direct'], 'Write direct, or remove this: the cluster then connects as the site does.'),
      azure: readOwnPlace(cloud),
      features: wordList(clusterFeatures, `Only these features are known here: ${clusterFeatures.join(', ')}.`),
    },
    reportUnknownKey,
  );

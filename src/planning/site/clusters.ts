import * as l10n from '@vscode/l10n';
import { listOf } from '../../kernel/text/phrases';
import { told } from './told';
import * as v from 'valibot';
import limits from '../../kernel/knowledge/data/nameLimits.json';
import type { AgentCloud } from '../../kernel/knowledge/clouds';
import { ownPlace } from './azure';
import { choice, required, shaped, text, wordsOf } from './fields';
import { wordList } from './lists';
import { section } from './section';

const longest = limits.cluster.characters;

/** Uses of a connected cluster, with titles. */
const features = {
  clusterConnect: 'Cluster connect',
  customLocations: 'Custom locations',
  azureRbac: 'Azure RBAC',
  containerInsights: 'Container insights',
  keyVault: 'Key Vault secrets provider',
  defender: 'Microsoft Defender for Containers',
  gitOps: 'GitOps',
  dataServices: 'Azure Arc data services',
  iotOperations: 'Azure IoT Operations',
  policy: 'Azure Policy',
} as const;

export type ClusterFeature = keyof typeof features;
export const clusterFeatures = wordsOf<ClusterFeature>(features);

export const cluster = (cloud: AgentCloud) =>
  section(
    {
      name: required(
        l10n.t('Name the cluster’s resource in Azure.'),
        text(
          shaped(
            /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i,
            l10n.t`A cluster’s name in Azure has at most ${longest} letters, digits, hyphens and underscores, and begins and ends with a letter or digit.`,
          ),
          told({
            title: 'Name',
            description: 'Name of the cluster’s resource in Azure.',
            patternErrorMessage: `Write at most ${longest} letters, digits, hyphens and underscores.`,
          }),
        ),
      ),
      /** Already in Azure Arc? */
      state: v.exactOptional(
        choice(
          ['new', 'connected'],
          l10n.t('Choose whether the cluster is new or already connected: new or connected.'),
          told({
            title: 'State',
            description: 'Whether the cluster is in Azure Arc already; new when left out.',
            default: 'new',
          }),
        ),
      ),
      /** Overrides the site’s. */
      connection: v.exactOptional(
        choice(
          ['direct'],
          l10n.t('Write direct, or remove this: the cluster then connects as the site does.'),
          told({
            title: 'Connection',
            description: 'How its agents reach Azure Arc where that differs from the site.',
          }),
        ),
      ),
      azure: v.exactOptional(ownPlace(cloud)),
      features: v.exactOptional(
        wordList(features, {
          wrong: l10n.t`Choose from these features: ${listOf(clusterFeatures)}.`,
          repeated: l10n.t('Name each of them once.'),
          about: told({
            title: 'Features',
            description: 'What is done with the cluster beyond connecting it; each may need hosts of its own.',
          }),
        }),
      ),
    },
    { about: told({ title: 'Cluster', description: 'A Kubernetes cluster.' }) },
  );

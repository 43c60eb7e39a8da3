import * as l10n from '@vscode/l10n';
import { listOf } from '../../kernel/text/phrases';
import { told } from './told';
import * as v from 'valibot';
import { type AgentCloud, agentClouds } from '../../kernel/knowledge/clouds';
import { azure } from './azure';
import { azureLocalInstance } from './azureLocal';
import { isTooLong, longestText } from './blank';
import { cluster } from './clusters';
import { connection, gateway, privateLink, unusedGateway, unusedPrivateLink } from './connection';
import { identity } from './identity';
import { list, wordList } from './lists';
import { ownNames } from './names';
import { network } from './network';
import { scenarioTitles } from './scenarios';
import type { About, Schema } from './schema';
import { section } from './section';
import { servers } from './servers';
import { tags } from './tags';

const schemaMessage = `Write the schema’s address as text, of ${longestText} characters at most.`;
const schemaAddress = v.pipe(
  v.string(schemaMessage),
  v.check((address) => !isTooLong(address), schemaMessage),
  v.transform((): undefined => undefined),
  v.metadata({ maxLength: longestText, description: 'Address of this schema; optional.' }),
);

const version = v.pipe(
  v.literal(2, l10n.t('Write "version": 2. This version of the extension supports only versions 1 and 2.')),
  v.metadata({
    ...told({
      title: 'Version',
      description: 'Version of this format: 2. Version 1, whose targets are its servers, is read too.',
    }),
  }),
);

/** Per list; more is a mistake. */
const mostTargets = 1000;

const targetList = <T extends { readonly name: string }>(target: Schema<T>, about: About | undefined) =>
  v.exactOptional(
    list(target, {
      about,
      most: mostTargets,
      keyOf: ({ name }) => name.toLowerCase(),
      keyAt: 'name',
      repeated: l10n.t('Another item of this list has this name. Use unique names.'),
      empty: l10n.t('Describe at least one, or remove the list.'),
    }),
  );

/** At least one kind. */
const targets = (cloud: AgentCloud) =>
  section(
    {
      servers: v.exactOptional(servers),
      clusters: targetList(
        cluster(cloud),
        told({
          title: 'Kubernetes clusters',
          description: 'Clusters behind the same network.',
        }),
      ),
      azureLocal: targetList(
        azureLocalInstance(cloud),
        told({
          title: 'Azure Local instances',
          description: 'Instances behind the same network.',
        }),
      ),
    },
    {
      about: told({ title: 'Targets', description: 'What is onboarded; at least one kind.' }),
      noObject: l10n.t('List what to onboard, as an object in braces: servers, clusters, or azureLocal.'),
      empty: l10n.t('List what to onboard: servers, clusters, or azureLocal.'),
    },
  );

/** Single source of version 2: types, reader, JSON schema (`build/siteSchema.mjs`), defaults and form fields. */
const siteIn = (cloud: AgentCloud) =>
  section(
    {
      // For editors only.
      $schema: v.exactOptional(schemaAddress),
      version,
      targets: targets(cloud),
      /** Default: `gateway`. */
      connection: v.exactOptional(connection),
      /** Required while the connection is `gateway`, otherwise ignored. */
      gateway: v.exactOptional(unusedGateway),
      /** Required while the connection is `privateLink`. */
      privateLink: v.exactOptional(unusedPrivateLink),
      azure,
      network: v.optional(network, {}),
      /** Required with servers. */
      identity: v.exactOptional(identity),
      tags,
      /** Uses of the servers. Default: none. */
      scenarios: v.exactOptional(
        wordList(scenarioTitles, {
          wrong: l10n.t`Choose from these scenarios: ${listOf(Object.keys(scenarioTitles))}.`,
          repeated: l10n.t('Name each of them once.'),
          about: told({
            title: 'Scenarios',
            description: 'What is done with the servers beyond connecting them; each may need hosts of its own.',
          }),
        }),
      ),
      names: v.exactOptional(ownNames),
    },
    {
      about: told({
        title: 'Site',
        description:
          'One network, and what is brought behind an Azure Arc gateway in it. Safe to commit: it never holds a secret.',
      }),
      cases: [
        { is: { connection: 'gateway' }, isDefault: true, entries: { gateway } },
        { is: { connection: 'privateLink' }, entries: { privateLink } },
      ],
    },
  );

const byCloud = Object.fromEntries(agentClouds.map((cloud) => [cloud, siteIn(cloud)])) as Readonly<
  Record<AgentCloud, ReturnType<typeof siteIn>>
>;

/** Places must be in its regions. */
export const siteDefinition = (cloud: AgentCloud): ReturnType<typeof siteIn> => byCloud[cloud];

/** In document order. */
export const sections: readonly string[] = Object.keys(byCloud.AzureCloud.entries);

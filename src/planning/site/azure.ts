import * as l10n from '@vscode/l10n';
import { alternatives } from '../../kernel/text/phrases';
import { told } from './told';
import * as v from 'valibot';
import { checkGuid, checkRegion, checkResourceGroup } from '../../kernel/azureNames';
import { exampleGuid, guid } from '../../kernel/guid';
import { type AgentCloud, agentClouds } from '../../kernel/knowledge/clouds';
import limits from '../../kernel/knowledge/data/nameLimits.json';
import { choice, lowerCase, optional, required, text } from './fields';
import type { Schema } from './schema';
import { section } from './section';
import { regionShapes, resourceGroupShape } from './shapes';

const tenantId = text(
  {
    shape: guid,
    check: checkGuid(l10n.t`A tenant ID looks like ${exampleGuid}. Enter all of it.`),
    normalize: lowerCase,
  },
  told({
    title: 'Tenant id',
    description: 'Microsoft Entra tenant of the subscription and of the gateway.',
    patternErrorMessage: `Write a tenant id: ${exampleGuid}.`,
  }),
);

const subscriptionId = text(
  {
    shape: guid,
    check: checkGuid(l10n.t`A subscription ID looks like ${exampleGuid}. Enter all of it.`),
    normalize: lowerCase,
  },
  told({
    title: 'Subscription id',
    description: 'Subscription that holds the machines; the gateway may be in another.',
    patternErrorMessage: `Write a subscription id: ${exampleGuid}.`,
  }),
);

const resourceGroup = text(
  { shape: resourceGroupShape, check: checkResourceGroup },
  told({
    title: 'Resource group',
    description: 'Name of an existing resource group that holds the machines.',
    patternErrorMessage: `Write at most ${limits.resourceGroup.characters} letters, digits, periods, underscores, hyphens and parentheses, with no period at the end.`,
  }),
);

const aboutRegion = told({
  title: 'Region',
  description:
    'Region that keeps the machines’ metadata, by its short name: westeurope. Arc gateway exists in the public cloud only.',
});

const regionExamples: Readonly<Record<AgentCloud, string>> = {
  AzureCloud: 'the public cloud: westeurope',
  AzureUSGovernment: 'Azure Government: usgovvirginia',
  AzureChinaCloud: 'Azure operated by 21Vianet: chinanorth3',
};

const regionOf = (cloud: AgentCloud): Schema<string> =>
  required(
    l10n.t('Choose the region that keeps the machines’ metadata.'),
    text(
      { shape: regionShapes[cloud], check: checkRegion(cloud) },
      told({ ...aboutRegion, patternErrorMessage: `Write the short name of a region of ${regionExamples[cloud]}.` }),
    ),
  );

/** The region must be in the cloud. */
export const azure = section(
  {
    cloud: v.exactOptional(
      choice(
        agentClouds,
        l10n.t`Choose the cloud: ${alternatives(agentClouds)}.`,
        told({
          title: 'Cloud',
          description: 'The Azure cloud; AzureCloud, the public one, when left out. Arc gateway exists there only.',
          default: 'AzureCloud',
        }),
      ),
    ),
    tenantId: required(l10n.t('Choose a subscription, or paste the tenant id.'), tenantId),
    subscriptionId: required(l10n.t('Choose the subscription for the machines, or paste its ID.'), subscriptionId),
    resourceGroup: required(l10n.t('Enter the resource group for the machines. It must exist.'), resourceGroup),
    /** `westeurope`, for the resources’ metadata. */
    region: text({ check: () => undefined }, aboutRegion),
  },
  {
    about: told({ title: 'Azure', description: 'Where the servers appear in Azure.' }),
    cases: [
      { is: { cloud: 'AzureUSGovernment' }, entries: { region: regionOf('AzureUSGovernment') } },
      { is: { cloud: 'AzureChinaCloud' }, entries: { region: regionOf('AzureChinaCloud') } },
      { is: {}, entries: { region: regionOf('AzureCloud') } },
    ],
  },
);

/** Overrides of the site’s place. */
export const ownPlace = (cloud: AgentCloud) =>
  section(
    {
      subscriptionId: optional(subscriptionId),
      resourceGroup: optional(resourceGroup),
      region: optional(text({ check: checkRegion(cloud) }, aboutRegion)),
    },
    {
      about: told({
        title: 'Place in Azure',
        description: 'Where the resource is, as far as that differs from the site.',
      }),
    },
  );

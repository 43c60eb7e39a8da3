import { scenarios } from './scenarios';
import { fail, ok, type Result } from '../../kernel/result';
import { checkGuid, checkRegion, checkResourceGroup } from '../../kernel/azureNames';
import { readConnection, readGateway, readPrivateLink, readUnusedGateway, readUnusedPrivateLink } from './connection';
import { readIdentity } from './identity';
import { wordList } from './lists';
import { readNames } from './names';
import { readNetwork } from './network';
import { isRecord, isTooLong, object, oneOf, type Reader, report, text } from './reader';
import { readTags } from './tags';
import { readTargets } from './targets';
import type { FieldError, Site } from './site';
import type { AgentCloud } from '../../kernel/knowledge/clouds';
import { reportUnknownKey } from './unknownKey';

const lowerCase = (value: string): string => value.toLowerCase();

const readVersion: Reader<1> = (value, place) =>
  value === 1 ? value : report(place, 'Write "version": 1, the one version there is.');

const clouds: readonly AgentCloud[] = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'];

const readAzure: Reader<Site['azure']> = (value, place) => {
  const cloud = clouds.find((name) => isRecord(value) && value.cloud === name) ?? 'AzureCloud';
  return object<Site['azure']>(
    {
      cloud: oneOf(clouds, `Choose the cloud: ${clouds.join(', ')}.`),
      tenantId: text('Choose a subscription, or paste the tenant id.', {
        check: checkGuid('A tenant id'),
        normalise: lowerCase,
      }),
      subscriptionId: text('Choose the subscription that shall hold the machines, or paste its id.', {
        check: checkGuid('A subscription id'),
        normalise: lowerCase,
      }),
      resourceGroup: text('Name the resource group that shall hold the machines. It has to exist.', {
        check: checkResourceGroup,
      }),
      region: text('Choose the region that keeps the machines’ metadata.', { check: checkRegion(cloud) }),
    },
    reportUnknownKey,
  )(value, place);
};

const scenarioIds = scenarios.map(({ id }) => id);

// Editors use `$schema` to find the schema; it is no part of the site.
const readSchema: Reader<undefined> = (value, place) =>
  value === undefined || (typeof value === 'string' && !isTooLong(value))
    ? undefined
    : report(place, 'Write the schema’s address as text, of 1024 characters at most.');

// What has to be there depends on the connection. One that is not understood is reported at its own field alone.
const readDocument = (connection: unknown): Reader<Site> =>
  object<Site & { $schema?: undefined }>(
    {
      $schema: readSchema,
      version: readVersion,
      targets: readTargets,
      connection: readConnection,
      gateway: connection === undefined || connection === 'gateway' ? readGateway : readUnusedGateway,
      privateLink: connection === 'privateLink' ? readPrivateLink : readUnusedPrivateLink,
      azure: readAzure,
      network: readNetwork,
      identity: readIdentity,
      tags: readTags,
      scenarios: wordList(scenarioIds, `Only these scenarios are known here: ${scenarioIds.join(', ')}.`),
      names: readNames,
    },
    reportUnknownKey,
  );

/**
 * Reads the JSON value of an `*.arc.json` document. All errors are collected, each at its field: a missing section is
 * reported as its missing fields. A tag's path is `tags.` and its name, which may itself contain dots. The site
 * that comes out is in normal form: no white space around values, ids and host names in lower case.
 */
export function readSite(value: unknown): Result<Site, FieldError[]> {
  const errors: FieldError[] = [];
  if (!isRecord(value)) {
    return fail([{ path: '', message: 'A topology is one JSON object: { "version": 1, … }.' }]);
  }
  const site = readDocument(value.connection)(value, { path: '', errors });
  return site === undefined ? fail(errors) : ok(site);
}

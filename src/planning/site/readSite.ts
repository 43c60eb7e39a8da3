import { checkGuid, checkRegion, checkResourceGroup } from '../../kernel/azureNames';
import type { AgentCloud } from '../../kernel/knowledge/clouds';
import { readConnection, readGateway, readPrivateLink, readUnusedGateway, readUnusedPrivateLink } from './connection';
import { readIdentity } from './identity';
import { wordList } from './lists';
import { readNames } from './names';
import { readNetwork } from './network';
import { isRecord, isTooLong, object, oneOf, type Place, type Reader, report, text } from './reader';
import { scenarios } from './scenarios';
import { type FieldError, sectionsOfServers, type Site } from './site';
import { readTags } from './tags';
import { readTargets, refsOf, type TargetRef } from './targets';
import { reportUnknownKey } from './unknownKey';
import { isOfVersion1, pathInVersion1, pathInVersion2, upgrade } from './upgrade';

/** A document as far as it can be read. */
export interface SiteRead {
  /** What could be read; absent where that is wrong which all targets share. */
  readonly site?: Site;
  /** By the order of the document's sections, with paths as they are in the document. */
  readonly errors: readonly FieldError[];
  /** Targets that are left out of the site for their errors. Each may need anything. */
  readonly unread: readonly TargetRef[];
}

const lowerCase = (value: string): string => value.toLowerCase();

const readVersion: Reader<2> = (value, place) =>
  value === 2
    ? value
    : report(place, 'Write "version": 2. Version 1 is read too; this version of the extension knows no other.');

const clouds: readonly AgentCloud[] = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'];

const cloudIn = (azure: unknown): AgentCloud =>
  clouds.find((name) => isRecord(azure) && azure.cloud === name) ?? 'AzureCloud';

const readAzure: Reader<Site['azure']> = (value, place) =>
  object<Site['azure']>(
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
      region: text('Choose the region that keeps the machines’ metadata.', { check: checkRegion(cloudIn(value)) }),
    },
    reportUnknownKey,
  )(value, place);

const scenarioIds = scenarios.map(({ id }) => id);

// Editors use `$schema` to find the schema; it is no part of the site.
const readSchema: Reader<undefined> = (value, place) =>
  value === undefined || (typeof value === 'string' && !isTooLong(value))
    ? undefined
    : report(place, 'Write the schema’s address as text, of 1024 characters at most.');

const readElsewhere = (): undefined => undefined;

type Shared = Omit<Site, 'targets' | keyof OfServers>;
type OfServers = Pick<Site, 'identity' | 'tags' | 'scenarios' | 'names'>;
type Unread<T> = { readonly [K in keyof T]?: undefined };

/** What all targets share. What has to be there depends on the connection: one that is not understood is reported alone. */
const readShared = (connection: unknown): Reader<Shared> =>
  object<Shared & Unread<Omit<Site, keyof Shared>> & { $schema?: undefined }>(
    {
      $schema: readSchema,
      version: readVersion,
      connection: readConnection,
      gateway: connection === undefined || connection === 'gateway' ? readGateway : readUnusedGateway,
      privateLink: connection === 'privateLink' ? readPrivateLink : readUnusedPrivateLink,
      azure: readAzure,
      network: readNetwork,
      targets: readElsewhere,
      identity: readElsewhere,
      tags: readElsewhere,
      scenarios: readElsewhere,
      names: readElsewhere,
    },
    reportUnknownKey,
  );

/** What is of the servers alone, beside their target. */
const readOfServers = (hasServers: boolean) =>
  object<OfServers>(
    {
      identity: (value, place) => (value === undefined && !hasServers ? undefined : readIdentity(value, place)),
      tags: readTags,
      scenarios: wordList(scenarioIds, `Only these scenarios are known here: ${scenarioIds.join(', ')}.`),
      names: readNames,
    },
    () => undefined,
  );

/**
 * Reads the JSON value of an `*.arc.json` document, of version 1 or 2. All errors are collected, each at its field: a
 * missing section is reported as its missing fields. A tag's path is `tags.` and its name, which may itself contain dots.
 * What comes out is in normal form: no white space around values, ids and host names in lower case.
 *
 * @param found what is wrong with the document's text, at paths as they are in it; each counts as an error of its target
 */
export function readSite(value: unknown, found: readonly FieldError[] = []): SiteRead {
  if (!isRecord(value)) {
    const errors = [
      ...found,
      { path: '', code: 'invalid' as const, message: 'A site is one JSON object: { "version": 2, … }.' },
    ];
    return { errors, unread: readTargets(undefined, { path: 'targets', errors: [] }, 'AzureCloud').unread };
  }
  const document = upgrade(value);
  const isOld = isOfVersion1(value);
  const known = isOld ? found.map(({ path, ...error }) => ({ ...error, path: pathInVersion2(path) })) : found;
  const root: Place = { path: '', errors: [...known] };
  const shared = readShared(document.connection)(document, root);
  const cloud = cloudIn(document.azure);
  const isFaulty = (path: string): boolean => known.some((error) => isWithin(error.path, path));
  const { targets, unread } = readTargets(document.targets, { path: 'targets', errors: root.errors }, cloud, isFaulty);
  const hasServers = isRecord(document.targets) && document.targets.servers !== undefined;
  const ofServers = readOfServers(hasServers)(document, root);
  const errors = inOrder(isOld ? root.errors.map(toVersion1) : root.errors);
  const isFaultyForAll = known.some(
    ({ path }) => !['targets', ...sectionsOfServers].some((each) => isWithin(path, each)),
  );
  if (!shared || isFaultyForAll) return { errors, unread: [...unread, ...refsOf(targets, unread)] };
  if (ofServers && !sectionsOfServers.some(isFaulty))
    return { site: { ...shared, ...ofServers, targets }, errors, unread };
  const { servers, ...others } = targets;
  return {
    site: { ...shared, tags: {}, targets: others },
    errors,
    unread: servers ? [{ kind: 'servers', path: 'targets.servers', name: '' }, ...unread] : unread,
  };
}

const isWithin = (path: string, section: string): boolean => path === section || path.startsWith(`${section}.`);

const toVersion1 = ({ path, ...error }: FieldError): FieldError => ({ ...error, path: pathInVersion1(path) });

const sections = [
  '$schema',
  'version',
  'targets',
  'connection',
  'gateway',
  'privateLink',
  'azure',
  'network',
  'identity',
  'tags',
  'scenarios',
  'names',
];

/** By section; keys that are not known come last. */
function inOrder(errors: readonly FieldError[]): readonly FieldError[] {
  const rank = ({ path }: FieldError): number => {
    const index = sections.indexOf(path.split('.', 1)[0] ?? '');
    return index < 0 ? sections.length : index;
  };
  return errors.toSorted((a, b) => rank(a) - rank(b));
}

import * as l10n from '@vscode/l10n';
import type * as v from 'valibot';
import { isRecord } from '../../kernel/isRecord';
import { lookUp } from '../../kernel/lookUp';
import { type AgentCloud, agentClouds } from '../../kernel/knowledge/clouds';
import { sections, siteDefinition } from './definition';
import { type FieldError, fieldErrorOf } from './issues';
import { readBy } from './schema';
import { kindOfSection, type Site } from './site';
import { anyTargets, refsOf, sortTargets, type TargetRef } from './targets';
import { isOfVersion1, pathInVersion1, pathInVersion2, upgrade } from './upgrade';

export interface SiteRead {
  /** The readable part; absent if shared sections have errors. */
  readonly site?: Site;
  /** In section order; paths as in the document. */
  readonly errors: readonly FieldError[];
  /** Left out because of errors. Each may need anything. */
  readonly unread: readonly TargetRef[];
}

type Json = Readonly<Record<string, unknown>>;

const cloudIn = (azure: unknown): AgentCloud =>
  agentClouds.find((name) => isRecord(azure) && lookUp(azure, 'cloud') === name) ?? 'AzureCloud';

/**
 * Reads an `*.arc.json` value, version 1 or 2. Collects all errors per field; a missing section counts as missing
 * fields. A tag’s path is `tags.` and its name, which may contain dots. Trims values; lower-cases ids and host names.
 *
 * @param found errors in the JSON text, with its paths; each counts for its target
 */
export function readSite(value: unknown, found: readonly FieldError[] = []): SiteRead {
  if (!isRecord(value)) {
    const message = l10n.t('A site is one JSON object: { "version": 2, … }.');
    return { errors: [...found, { path: '', code: 'invalid', message }], unread: anyTargets };
  }
  const document = upgrade(value);
  const { read, errors } = readDefined(document);
  if (!isOfVersion1(value)) return siteFrom(document, read, [...found, ...errors]);
  const known = found.map((error) => ({ ...error, path: pathInVersion2(error.path) }));
  const site = siteFrom(document, read, [...known, ...errors]);
  return { ...site, errors: site.errors.map((error) => ({ ...error, path: pathInVersion1(error.path) })) };
}

type Definition = v.InferOutput<ReturnType<typeof siteDefinition>>;

/** May include invalid parts. */
function readDefined(document: Json): { readonly read: Partial<Definition>; readonly errors: readonly FieldError[] } {
  const definition = siteDefinition(cloudIn(lookUp(document, 'azure')));
  // Servers need `identity`: report its missing fields.
  const isLacking = hasServers(document) && lookUp(document, 'identity') === undefined;
  const { value, issues = [] } = readBy(definition, isLacking ? { ...document, identity: {} } : document);
  return { read: value as Partial<Definition>, errors: issues.map(fieldErrorOf) };
}

function hasServers(document: Json): boolean {
  const targets = lookUp(document, 'targets');
  return isRecord(targets) && lookUp(targets, 'servers') !== undefined;
}

/**
 * Leaves out the faulty: single targets, the servers if their own sections fail, everything if shared sections fail.
 */
function siteFrom(document: Json, read: Partial<Definition>, errors: readonly FieldError[]): SiteRead {
  const faulty = new Set(errors.flatMap(({ path }) => placesAround(path)));
  const { targets, unread } = sortTargets(lookUp(document, 'targets'), read.targets ?? {}, (path) => faulty.has(path));
  const all = { errors: inOrder(errors), unread };
  const isFaultyForAll = errors.some(({ path }) => isShared(sectionOf(path)));
  if (isFaultyForAll) return { ...all, unread: [...unread, ...refsOf(targets, unread)] };
  const { identity, scenarios, names, tags = {}, ...shared } = read as Definition;
  const { servers, ...others } = targets;
  if (!sections.some((each) => kindOfSection(each) === 'servers' && faulty.has(each))) {
    const ofServers = { ...(identity && { identity }), tags, ...(scenarios && { scenarios }), ...(names && { names }) };
    return { ...all, site: { ...shared, ...ofServers, targets } };
  }
  return {
    ...all,
    site: { ...shared, tags: {}, targets: others },
    unread: servers ? [{ kind: 'servers', path: 'targets.servers', name: '' }, ...unread] : unread,
  };
}

const isShared = (section: string): boolean => section !== 'targets' && kindOfSection(section) === undefined;

const sectionOf = (path: string): string => {
  const end = path.indexOf('.');
  return end < 0 ? path : path.slice(0, end);
};

/** The section or target around a path: `azure`, `targets.servers`, `targets.clusters.0`. */
function placesAround(path: string): readonly string[] {
  const section = sectionOf(path);
  if (section !== 'targets') return [section];
  if (isWithin(path, 'targets.servers')) return ['targets.servers'];
  const [, list, index] = path.split('.', 3);
  return [`targets.${list}.${index}`];
}

const isWithin = (path: string, around: string): boolean => path === around || path.startsWith(`${around}.`);

/** Unknown keys last. */
function inOrder(errors: readonly FieldError[]): readonly FieldError[] {
  const bySection = Map.groupBy(errors, ({ path }) => sections.indexOf(sectionOf(path)));
  return [...sections.keys(), -1].flatMap((section) => bySection.get(section) ?? []);
}

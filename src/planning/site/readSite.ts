import * as l10n from '@vscode/l10n';
import type * as v from 'valibot';
import { isRecord } from '../../kernel/isRecord';
import { lookUp } from '../../kernel/lookUp';
import { type AgentCloud, agentClouds } from '../../kernel/knowledge/clouds';
import { sections, siteDefinition } from './definition';
import { type FieldError, fieldErrorOf } from './issues';
import { readBy } from './schema';
import { sectionsOfServers, type Site } from './site';
import { anyTargets, refsOf, sortTargets, type TargetRef } from './targets';
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

type Json = Readonly<Record<string, unknown>>;

const cloudIn = (azure: unknown): AgentCloud =>
  agentClouds.find((name) => isRecord(azure) && lookUp(azure, 'cloud') === name) ?? 'AzureCloud';

/**
 * Reads the JSON value of an `*.arc.json` document, of version 1 or 2. All errors are collected, each at its field: a
 * missing section is reported as its missing fields. A tag's path is `tags.` and its name, which may itself contain dots.
 * What comes out is in normal form: no white space around values, ids and host names in lower case.
 *
 * @param found what is wrong with the document's text, at paths as they are in it; each counts as an error of its target
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

/** What could be read of a document, faulty parts among it, and what is wrong. */
function readDefined(document: Json): { readonly read: Partial<Definition>; readonly errors: readonly FieldError[] } {
  const definition = siteDefinition(cloudIn(lookUp(document, 'azure')));
  // Servers need a sign-in: a missing one is reported as its missing fields.
  const isLacking = hasServers(document) && lookUp(document, 'identity') === undefined;
  const { value, issues = [] } = readBy(definition, isLacking ? { ...document, identity: {} } : document);
  return { read: value as Partial<Definition>, errors: issues.map(fieldErrorOf) };
}

function hasServers(document: Json): boolean {
  const targets = lookUp(document, 'targets');
  return isRecord(targets) && lookUp(targets, 'servers') !== undefined;
}

/** Leaves out what has errors: a target, the servers for what is theirs alone, or the whole for what all share. */
function siteFrom(document: Json, read: Partial<Definition>, errors: readonly FieldError[]): SiteRead {
  const faulty = new Set(errors.flatMap(({ path }) => placesAround(path)));
  const { targets, unread } = sortTargets(lookUp(document, 'targets'), read.targets ?? {}, (path) => faulty.has(path));
  const all = { errors: inOrder(errors), unread };
  const isFaultyForAll = errors.some(({ path }) => !ofSomeTargets.has(sectionOf(path)));
  if (isFaultyForAll) return { ...all, unread: [...unread, ...refsOf(targets, unread)] };
  const { identity, scenarios, names, tags = {}, ...shared } = read as Definition;
  const { servers, ...others } = targets;
  if (!sectionsOfServers.some((each) => faulty.has(each))) {
    const ofServers = { ...(identity && { identity }), tags, ...(scenarios && { scenarios }), ...(names && { names }) };
    return { ...all, site: { ...shared, ...ofServers, targets } };
  }
  return {
    ...all,
    site: { ...shared, tags: {}, targets: others },
    unread: servers ? [{ kind: 'servers', path: 'targets.servers', name: '' }, ...unread] : unread,
  };
}

const ofSomeTargets: ReadonlySet<string> = new Set(['targets', ...sectionsOfServers]);

const sectionOf = (path: string): string => {
  const end = path.indexOf('.');
  return end < 0 ? path : path.slice(0, end);
};

/** The section of a path, and the target that it is within: `targets.servers`, or `targets.clusters` and `targets.clusters.0`. */
function placesAround(path: string): readonly string[] {
  const section = sectionOf(path);
  if (section !== 'targets') return [section];
  if (isWithin(path, 'targets.servers')) return ['targets.servers'];
  const [, list, index] = path.split('.', 3);
  return [`targets.${list}.${index}`];
}

const isWithin = (path: string, around: string): boolean => path === around || path.startsWith(`${around}.`);

/** By section; keys that are not known come last. */
function inOrder(errors: readonly FieldError[]): readonly FieldError[] {
  const bySection = Map.groupBy(errors, ({ path }) => sections.indexOf(sectionOf(path)));
  return [...sections.keys(), -1].flatMap((section) => bySection.get(section) ?? []);
}

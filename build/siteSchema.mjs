import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import { root } from './paths.mjs';
import { main } from './steps.mjs';

/**
 * Makes the JSON schema of a site file from the definition that reads it, and the list of its fields for the form. `npm run
 * schema` writes both; they are checked in.
 */
const schemaFile = join(root, 'media', 'site.schema.json');
const fieldsFile = join(root, 'src', 'contract', 'data', 'siteFields.json');

const isLetter = (character) => character.toLowerCase() !== character.toUpperCase();
const pair = (character) => `${character.toLowerCase()}${character.toUpperCase()}`;

/** JSON schemas know no flags: each letter that stands for itself becomes both, and so does a range of letters. */
function inAnyCase(source) {
  let inClass = false;
  return source.replace(/\\[pP]\{[^}]*\}|\\u[\da-fA-F]{4}|\\.|[a-z]-[a-z]|\(\?[:=!]|[^]/gi, (token) => {
    if (token === '[' || token === ']') inClass = token === '[';
    if (/^[a-z]-[a-z]$/i.test(token))
      return inClass ? `${token.toLowerCase()}${token.toUpperCase()}` : [...token].map(inAnyCase).join('');
    if (token.length > 1 || !isLetter(token)) return token;
    return inClass ? pair(token) : `[${pair(token)}]`;
  });
}

/** A whole text of this shape, with white space around it. */
function patternOf({ source, flags }) {
  const inner = source.replace(/^\^/, '').replace(/\$$/, '');
  return String.raw`^\s*(${flags.includes('i') ? inAnyCase(inner) : inner})\s*$`;
}

const annotations = ['title', 'description', 'default'];

/** What a part demands, without what it tells: that stands at the member it is about. */
function demandsOf(part) {
  if (Array.isArray(part) || typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).filter(
    ([key, value]) => !(annotations.includes(key) && typeof value === 'string'),
  );
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'properties' ? mapped(value, demandsOf) : value]),
  );
}

const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));

/** The cases of a section as `if`, `then` and `else`: the first that fits is taken. */
function conditionsOf([first, ...others], fallback) {
  if (first === undefined) return fallback;
  const { is, isDefault, entries } = first;
  const required = Object.entries(entries).filter(([, entry]) => !isOptional(entry));
  const demands = {
    ...(required.length > 0 && { required: required.map(([key]) => key) }),
    properties: mapped(entries, (entry) => demandsOf(partOf(entry))),
  };
  if (Object.keys(is).length === 0) return demands;
  const otherwise = conditionsOf(others, undefined);
  return {
    if: {
      properties: mapped(is, (word) => ({ const: word })),
      ...(!isDefault && { required: Object.keys(is) }),
    },
    then: demands,
    ...(otherwise && { else: otherwise }),
  };
}

const isOptional = ({ type }) => type === 'exact_optional' || type === 'optional';

/** @param {{ valibotSchema: any, jsonSchema: any }} part */
function override({ valibotSchema, jsonSchema }) {
  const { type, cases = [] } = valibotSchema;
  if (type === 'picklist') return { enum: jsonSchema.enum };
  // What may be missing may be blank.
  if (type === 'exact_optional' && jsonSchema.pattern)
    return { ...jsonSchema, pattern: jsonSchema.pattern.replace(/\)\\s\*\$$/, ')?\\s*$$') };
  if (type !== 'strict_object') return undefined;
  return { ...jsonSchema, ...conditionsOf(cases) };
}

function partOf(schema) {
  const part = toJsonSchema(schema, {
    target: 'draft-07',
    ignoreActions: ['transform', 'check'],
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if (valibotAction.type !== 'metadata') return undefined;
      const { shape, default: fallback, ...about } = jsonSchema;
      return {
        ...about,
        ...(fallback !== undefined && { default: fallback }),
        ...(shape && { pattern: patternOf(shape) }),
      };
    },
    overrideSchema: override,
  });
  delete part.$schema;
  return part;
}

/** Version 1 has the servers alone, where version 2 has its targets. */
function ofBothVersions({ properties, ...schema }) {
  const { version, targets } = properties;
  const { servers, clusters, azureLocal } = targets.properties;
  const ref = (name) => ({ $ref: `#/definitions/${name}` });
  const { if: condition, then, else: otherwise, ...rest } = schema;
  const { azure } = clusters.items.properties;
  const placed = (item) => ({ ...item, properties: { ...item.properties, azure: ref('ownPlace') } });
  const isVersion1 = { properties: { version: { const: 1 } } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...rest,
    properties: {
      ...properties,
      version: { ...version, const: undefined, enum: [2, 1] },
      targets: { type: 'object', title: targets.title, description: targets.description },
    },
    definitions: {
      servers,
      ownPlace: azure,
      cluster: placed(clusters.items),
      azureLocal: placed(azureLocal.items),
      targets: {
        ...targets,
        properties: {
          servers: ref('servers'),
          clusters: { ...clusters, items: ref('cluster') },
          azureLocal: { ...azureLocal, items: ref('azureLocal') },
        },
      },
    },
    allOf: [
      {
        if: isVersion1,
        then: { properties: { targets: ref('servers') } },
        else: { properties: { targets: ref('targets') } },
      },
      { if: condition, then, else: otherwise },
      {
        if: { anyOf: [isVersion1, { properties: { targets: { type: 'object', required: ['servers'] } } }] },
        then: { required: ['identity'] },
      },
    ],
  };
}

/** @param {import('valibot').GenericSchema} definition of a site document of version 2 */
export const siteSchemaOf = (definition) => JSON.parse(JSON.stringify(ofBothVersions(partOf(definition))));

/** How a form asks for a value. */
const kindsOfValue = { string: 'text', picklist: 'choice', number: 'number', record: 'record' };

const unwrapped = (schema) => (isOptional(schema) ? unwrapped(schema.wrapped) : schema);

function fieldOf(schema, isRequired) {
  const value = unwrapped(schema);
  const kind = value.type === 'array' ? (value.item.type === 'picklist' ? 'words' : 'texts') : kindsOfValue[value.type];
  if (kind === undefined) return undefined;
  const fallback = value.pipe?.find(({ type }) => type === 'metadata')?.metadata.default;
  return { kind, ...(isRequired && { isRequired }), ...(fallback !== undefined && { fallback }) };
}

/** A member in the readings that the cases have for it; what is read in one of them is what the field is for. */
const readingsOf = ({ entries, cases }, key) => [
  ...cases.flatMap(({ entries: others }) => (Object.hasOwn(others, key) ? [others[key]] : [])),
  entries[key],
];

function fieldsOf(section, path) {
  return Object.keys(section.entries).flatMap((key) => {
    const readings = readingsOf(section, key);
    const [reading] = readings;
    const here = [...path, key];
    const value = unwrapped(reading);
    if (value.type === 'strict_object') return fieldsOf(value, here);
    // Any item of a list.
    if (value.type === 'array' && unwrapped(value.item).type === 'strict_object')
      return fieldsOf(unwrapped(value.item), [...here, '*']);
    const field = fieldOf(
      reading,
      readings.some((each) => !isOptional(each)),
    );
    return field && key !== '$schema' ? [[here.join('.'), field]] : [];
  });
}

/** The fields of a form by their paths: how each is asked for, whether it has to be there, and what a missing one means. */
export const siteFieldsOf = (definition) => Object.fromEntries(fieldsOf(definition, []));

async function write() {
  const { build } = await import('esbuild');
  const folder = await mkdtemp(join(tmpdir(), 'site-schema-'));
  try {
    const outfile = join(folder, 'definition.cjs');
    const entryPoints = [join(root, 'src/planning/site/definition.ts')];
    await build({ entryPoints, outfile, bundle: true, format: 'cjs', platform: 'node', logLevel: 'error' });
    const { siteDefinition } = createRequire(import.meta.url)(outfile);
    const definition = siteDefinition('AzureCloud');
    const { format, resolveConfig } = await import('prettier');
    for (const [file, value] of [
      [schemaFile, siteSchemaOf(definition)],
      [fieldsFile, siteFieldsOf(definition)],
    ])
      await writeFile(file, await format(JSON.stringify(value), { ...(await resolveConfig(file)), parser: 'json' }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(write);

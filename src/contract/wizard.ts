import * as v from 'valibot';
import { sources } from '../planning/network';
import { fieldErrorCodes } from '../planning/site';
import { defineRequest } from './protocol';

const finding = v.object({
  code: v.string(),
  severity: v.picklist(['error', 'warning', 'info', 'ok']),
  path: v.string(),
  message: v.string(),
  fix: v.optional(v.string()),
  isValueMissing: v.optional(v.literal(true)),
  source: v.optional(v.string()),
});

const script = v.object({
  kind: v.picklist(['onboard', 'ansible', 'groupPolicy', 'configurationManager', 'associate', 'useGateway']),
  os: v.picklist(['linux', 'windows', 'any']),
  language: v.picklist(['bash', 'powershell', 'yaml', 'json']),
  fileName: v.string(),
  text: v.string(),
  marks: v.array(v.object({ start: v.number(), end: v.number(), kind: v.picklist(['gateway', 'proxy']) })),
});

const endpoint = v.object({
  host: v.string(),
  port: v.number(),
  protocol: v.picklist(['https', 'http']),
  from: v.array(v.picklist(sources)),
  purpose: v.string(),
  when: v.string(),
  isAlwaysNeeded: v.boolean(),
  privateEndpoint: v.optional(v.literal(true)),
  beforeAgent: v.optional(v.literal(true)),
  webSocket: v.optional(v.literal(true)),
  source: v.string(),
});

const nextStep = v.object({
  title: v.string(),
  detail: v.string(),
  command: v.optional(v.object({ shell: v.picklist(['bash', 'powershell', 'any']), text: v.string() })),
});

const plan = v.object({
  findings: v.array(finding),
  scripts: v.array(script),
  endpoints: v.array(endpoint),
  nextSteps: v.array(nextStep),
  load: v.optional(
    v.object({ servers: v.number(), score: v.number(), scorePerGateway: v.number(), gateways: v.number() }),
  ),
});

/** What Azure offers for the form's fields. Typing a value by hand always works too. */
const choices = v.object({
  status: v.picklist(['loading', 'ready', 'unavailable']),
  /** Why there is nothing to choose from, with the fix. */
  message: v.optional(v.string()),
  gateways: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      location: v.string(),
      state: v.string(),
      endpoint: v.optional(v.string()),
      tenantId: v.optional(v.string()),
    }),
  ),
  /** Whether these are all gateways of the subscriptions as of now: none is being read, and none was refused. */
  hasAllGateways: v.boolean(),
  subscriptions: v.array(v.object({ id: v.string(), name: v.string(), tenantId: v.string() })),
  /** Resource groups seen in the inventory, a hint for the field and not a full list. */
  resourceGroups: v.array(v.object({ subscriptionId: v.string(), name: v.string() })),
  regions: v.array(v.object({ name: v.string(), display: v.string() })),
  /** Private link scopes that machines of the inventory use. */
  scopes: v.array(v.object({ id: v.string(), name: v.string() })),
  /** Machines of the document's resource group that do not use its gateway yet; none for new servers. */
  machines: v.array(v.string()),
  /** What servers can be used for, and which names of the document its hosts need. */
  scenarios: v.array(
    v.object({ id: v.string(), title: v.string(), names: v.array(v.picklist(['vault', 'workspace', 'collection'])) }),
  ),
  /** The cloud that is signed in to; absent while nobody has asked Azure. */
  cloud: v.optional(v.object({ display: v.string(), gateways: v.picklist(['available', 'absent', 'unknown']) })),
});

/** All that the wizard shows, computed from the document by the host and pushed whole. */
const state = v.object({
  /** Version of the document this was computed from; grows with every edit, undo and reload. */
  revision: v.number(),
  fileName: v.string(),
  isDirty: v.boolean(),
  isSample: v.boolean(),
  /** The document's JSON as it stands, valid or not; absent when the text is not a JSON object. */
  document: v.optional(v.record(v.string(), v.unknown())),
  /** Why the text cannot be shown as a form; absent otherwise. */
  unreadable: v.optional(v.string()),
  errors: v.array(v.object({ path: v.string(), code: v.picklist(fieldErrorCodes), message: v.string() })),
  /** Absent while there are errors: a script is never shown for an invalid site. */
  plan: v.optional(plan),
  choices,
});

const text = v.pipe(v.string(), v.maxLength(4096));
const list = v.pipe(v.array(v.pipe(v.string(), v.maxLength(512))), v.maxLength(10_000));

/** An edit of one field; without a value the field is removed. */
const fieldEdit = v.object({
  path: v.pipe(
    v.array(v.union([v.pipe(v.string(), v.maxLength(512)), v.pipe(v.number(), v.integer(), v.minValue(0))])),
    v.minLength(1),
    v.maxLength(8),
  ),
  value: v.optional(
    v.union([
      text,
      v.pipe(v.number(), v.safeInteger()),
      list,
      v.pipe(
        v.record(v.pipe(v.string(), v.maxLength(512)), v.union([text, list])),
        v.check((record) => Object.keys(record).length <= 1000),
      ),
    ]),
  ),
});

export const wizardContract = {
  state,
  requests: {
    /** Applies edits to the document as one undo step. */
    edit: defineRequest(
      'edit',
      v.object({ edits: v.pipe(v.array(fieldEdit), v.minLength(1), v.maxLength(16)) }),
      v.null(),
    ),
    /** Asks for a place and writes the plan's script of this name there; null when the person cancels, else the file's name. */
    saveScript: defineRequest('saveScript', v.object({ fileName: v.string() }), v.nullable(v.string())),
    /** Asks for a folder and writes all scripts there; null when the person cancels, else the files' names. */
    saveScripts: defineRequest('saveScripts', v.object({}), v.nullable(v.array(v.string()))),
    copyScript: defineRequest('copyScript', v.object({ fileName: v.string() }), v.null()),
    /** Copies the command of the next step at this index. */
    copyStep: defineRequest('copyStep', v.object({ index: v.pipe(v.number(), v.integer(), v.minValue(0)) }), v.null()),
    /** Copies the required endpoints, one `host:port` a line. */
    copyEndpoints: defineRequest('copyEndpoints', v.object({}), v.null()),
    /** Opens the same document in the text editor. */
    openAsText: defineRequest('openAsText', v.object({}), v.null()),
    /** Opens the view of the document's network traffic and allow list. */
    showTraffic: defineRequest('showTraffic', v.object({}), v.null()),
    /** Reads the choices from Azure again. */
    refreshChoices: defineRequest('refreshChoices', v.object({}), v.null()),
  },
} as const;

export type WizardState = v.InferOutput<typeof state>;
export type WizardChoices = v.InferOutput<typeof choices>;
export type FieldEdit = v.InferOutput<typeof fieldEdit>;

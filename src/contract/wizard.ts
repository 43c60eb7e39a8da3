import * as v from 'valibot';
import type { Cloud } from '../kernel/knowledge/clouds';
import type { Gateway, Subscription } from '../kernel/resources';
import type { Plan } from '../planning';
import type { Connection, FieldError, Scenario, ServerSite, Site } from '../planning/site';
import { defineRequest, fromHost } from './protocol';

/** What Azure offers for the form's fields. Typing a value by hand always works too. */
export interface WizardChoices {
  readonly status: 'loading' | 'ready' | 'unavailable';
  /** Why there is nothing to choose from, with the fix. */
  readonly message?: string | undefined;
  readonly gateways: readonly (Pick<Gateway, 'id' | 'name' | 'location' | 'state' | 'endpoint'> & {
    readonly tenantId?: string | undefined;
  })[];
  /** Whether these are all gateways of the subscriptions as of now: none is being read, and none was refused. */
  readonly hasAllGateways: boolean;
  readonly subscriptions: readonly Subscription[];
  /** Resource groups seen in the inventory, a hint for the field and not a full list. */
  readonly resourceGroups: readonly { readonly subscriptionId: string; readonly name: string }[];
  readonly regions: readonly { readonly name: string; readonly display: string }[];
  /** Private link scopes that machines of the inventory use. */
  readonly scopes: readonly { readonly id: string; readonly name: string }[];
  /** Machines of the document's resource group that do not use its gateway yet; none for new servers. */
  readonly machines: readonly string[];
  /** What servers can be used for, and which names of the document its hosts need. */
  readonly scenarios: readonly {
    readonly id: Scenario;
    readonly title: string;
    readonly names: readonly (keyof NonNullable<Site['names']>)[];
  }[];
  /** The cloud that is signed in to; absent while nobody has asked Azure. */
  readonly cloud?: Pick<Cloud, 'display' | 'gateways'> | undefined;
}

/** All that the wizard shows, computed from the document by the host and pushed whole. */
export interface WizardState {
  /** Version of the document this was computed from; grows with every edit, undo and reload. */
  readonly revision: number;
  readonly fileName: string;
  readonly isDirty: boolean;
  readonly isSample: boolean;
  /** The document's JSON as it is, valid or not; absent when the text is not a JSON object. */
  readonly document?: Readonly<Record<string, unknown>> | undefined;
  /** Why the text cannot be shown as a form; absent otherwise. */
  readonly unreadable?: string | undefined;
  readonly errors: readonly FieldError[];
  /** Absent while there are errors: a script is never shown for an invalid site. */
  readonly plan?: Plan | undefined;
  readonly choices: WizardChoices;
}

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
  state: fromHost<WizardState>(),
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

export type FieldEdit = v.InferOutput<typeof fieldEdit>;

/** The words of the document that a form offers. */
export interface SiteChoices {
  readonly connection: Connection;
  readonly cloud: NonNullable<Site['azure']['cloud']>;
  readonly os: ServerSite['servers']['os'][number];
  readonly state: NonNullable<ServerSite['servers']['state']>;
  readonly method: ServerSite['identity']['method'];
  readonly credential: NonNullable<Extract<ServerSite['identity'], { readonly clientId: string }>['credential']>;
  readonly proxyAuthentication: NonNullable<Site['network']['proxyAuthentication']>;
  readonly tlsInspection: NonNullable<Site['network']['tlsInspection']>;
  readonly name: keyof NonNullable<Site['names']>;
}

import * as v from 'valibot';
import { isRecord } from '../kernel/isRecord';
import type { Cloud } from '../kernel/knowledge/clouds';
import type { Cluster, Gateway, Subscription } from '../kernel/resources';
import type { Plan } from '../planning';
import type { Script, ScriptHead } from '../planning/targets/script';
import type { Connection, FieldError, Scenario, ServerSite, Site } from '../planning/site';
import { defineRequest, fromHost } from './protocol';

/** From Azure; values can also be typed. */
export interface WizardChoices {
  readonly status: 'loading' | 'ready' | 'unavailable';
  /** Why there are no choices, and the fix. */
  readonly message?: string | undefined;
  readonly gateways: readonly (Pick<Gateway, 'id' | 'name' | 'location' | 'state' | 'endpoint'> & {
    readonly tenantId?: string;
  })[];
  /** False while loading or if Azure denied some. */
  readonly hasAllGateways: boolean;
  readonly subscriptions: readonly Subscription[];
  /** From the inventory, so incomplete. */
  readonly resourceGroups: readonly { readonly subscriptionId: string; readonly name: string }[];
  readonly regions: readonly { readonly name: string; readonly display: string }[];
  /** Private link scopes used in the inventory. */
  readonly scopes: readonly { readonly id: string; readonly name: string }[];
  /** In the document’s resource group, not yet using its gateway; none for new servers. */
  readonly machines: readonly string[];
  /** Connected clusters that the account sees. */
  readonly clusters: readonly (Pick<Cluster, 'id' | 'name' | 'subscriptionId' | 'resourceGroup'> & {
    readonly region: string;
    readonly distribution?: string;
    readonly agentVersion?: string;
  })[];
  /** `names`: parts of host names that the scenario needs. */
  readonly scenarios: readonly {
    readonly id: Scenario;
    readonly title: string;
    readonly names: readonly (keyof NonNullable<Site['names']>)[];
  }[];
  /** Absent before the first request to Azure. */
  readonly cloud?: Pick<Cloud, 'display' | 'gateways'> | undefined;
}

/** With the text of the one script that the page shows: all of them together are megabytes for a large site. */
export interface ShownPlan extends Omit<Plan, 'scripts'> {
  readonly scripts: readonly ScriptHead[];
  /** One of `scripts`; absent if the page shows none, or asked for one that isn’t there. */
  readonly script?: Script;
}

/** Computed by the host, pushed as a whole. */
export interface WizardState {
  /** Increases with every change of the document. */
  readonly revision: number;
  readonly fileName: string;
  readonly isDirty: boolean;
  readonly isSample: boolean;
  /** Valid or not; absent if not a JSON object. */
  readonly document?: Readonly<Record<string, unknown>> | undefined;
  /** Why there is no form. */
  readonly unreadable?: string | undefined;
  readonly errors: readonly FieldError[];
  /** Absent with errors: no scripts for an invalid site. */
  readonly plan?: ShownPlan | undefined;
  readonly choices: WizardChoices;
}

const text = v.pipe(v.string(), v.maxLength(4096));
const list = v.pipe(v.array(v.pipe(v.string(), v.maxLength(512))), v.maxLength(10_000));

const key = v.pipe(v.string(), v.maxLength(512));
const number = v.pipe(v.number(), v.safeInteger());

/** Valibot takes a list for a record too. */
const recordOf = <T extends v.GenericSchema>(member: T, most: number) =>
  v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isRecord),
    v.check((record) => Object.keys(record).length <= most),
    v.record(key, member),
  );
const section = recordOf(v.union([text, list]), 1000);

/** A target: its members are values and sections. */
const target = recordOf(v.union([text, number, list, section]), 100);

/** Without a value, removes the field, or the item of a list. */
const fieldEdit = v.object({
  path: v.pipe(
    v.array(v.union([v.pipe(v.string(), v.maxLength(512)), v.pipe(v.number(), v.integer(), v.minValue(0))])),
    v.minLength(1),
    v.maxLength(8),
  ),
  value: v.optional(v.union([text, number, list, section, target, v.pipe(v.array(target), v.maxLength(1000))])),
});

export const wizardContract = {
  state: fromHost<WizardState>(),
  requests: {
    /** One undo step. */
    edit: defineRequest(
      'edit',
      v.object({ edits: v.pipe(v.array(fieldEdit), v.minLength(1), v.maxLength(16)) }),
      v.null(),
    ),
    /** Which script the states have from now on; none without a name. Before the first request: the first one. */
    showScript: defineRequest('showScript', v.object({ fileName: v.exactOptional(v.string()) }), v.null()),
    /** Asks where to save. Returns the file’s name; null if canceled. */
    saveScript: defineRequest('saveScript', v.object({ fileName: v.string() }), v.nullable(v.string())),
    /** Asks for a folder. Returns the files’ names; null if canceled. */
    saveScripts: defineRequest('saveScripts', v.object({}), v.nullable(v.array(v.string()))),
    copyScript: defineRequest('copyScript', v.object({ fileName: v.string() }), v.null()),
    copyStep: defineRequest('copyStep', v.object({ index: v.pipe(v.number(), v.integer(), v.minValue(0)) }), v.null()),
    /** What the product can do about a finding, by its code and path; it asks first. */
    remedy: defineRequest('remedy', v.object({ code: key, path: key }), v.null()),
    /** `host:port` per line. */
    copyEndpoints: defineRequest('copyEndpoints', v.object({}), v.null()),
    openAsText: defineRequest('openAsText', v.object({}), v.null()),
    showTraffic: defineRequest('showTraffic', v.object({}), v.null()),
    refreshChoices: defineRequest('refreshChoices', v.object({}), v.null()),
  },
} as const;

export type FieldEdit = v.InferOutput<typeof fieldEdit>;

/** Of any shape otherwise: a document may be half written. */
export type TargetValue = v.InferOutput<typeof target>;

export interface SiteChoices {
  readonly connection: Connection;
  readonly cloud: NonNullable<Site['azure']['cloud']>;
  readonly os: ServerSite['servers']['os'][number];
  readonly state: NonNullable<ServerSite['servers']['state']>;
  readonly method: ServerSite['identity']['method'];
  readonly credential: NonNullable<Extract<ServerSite['identity'], { readonly clientId: string }>['credential']>;
  readonly proxyAuthentication: NonNullable<Site['network']['proxyAuthentication']>;
  readonly tlsInspection: NonNullable<Site['network']['tlsInspection']>;
  readonly webSockets: NonNullable<Site['network']['webSockets']>;
  readonly name: keyof NonNullable<Site['names']>;
  readonly clusterState: NonNullable<ClusterOfSite['state']>;
  readonly managedBy: NonNullable<ClusterOfSite['managedBy']>;
  readonly autoUpgrade: NonNullable<ClusterOfSite['autoUpgrade']>;
  readonly containerRuntime: NonNullable<ClusterOfSite['containerRuntime']>;
  readonly runtimeProxy: NonNullable<ClusterOfSite['runtimeProxy']>;
  readonly shell: NonNullable<NonNullable<ClusterOfSite['deployment']>['shell']>;
  readonly clusterFeature: NonNullable<ClusterOfSite['features']>[number];
}

type ClusterOfSite = NonNullable<Site['targets']['clusters']>[number];

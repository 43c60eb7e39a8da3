import * as v from 'valibot';
import { defineRequest } from './protocol';

const finding = v.object({
  code: v.string(),
  severity: v.picklist(['error', 'warning', 'info', 'ok']),
  message: v.string(),
  fix: v.optional(v.string()),
  source: v.optional(v.string()),
});

const endpoint = v.object({
  host: v.string(),
  port: v.number(),
  purpose: v.string(),
  when: v.string(),
  source: v.string(),
});

const closable = v.object({
  ...endpoint.entries,
  narrowedTo: v.array(v.string()),
  /** Who else behind the same firewall may need it, each with the hosts that it needs. */
  neededBy: v.array(v.object({ neighbor: v.picklist(['cluster', 'azureLocal']), addresses: v.array(v.string()) })),
});

const category = v.picklist(['bypass', 'enterpriseProxy', 'gateway', 'direct', 'privateEndpoint']);
const reason = v.object({ id: v.string(), text: v.string(), source: v.string() });

const route = v.object({
  host: v.string(),
  port: v.number(),
  protocol: v.picklist(['http', 'https']),
  category,
  hops: v.array(
    v.object({
      kind: v.picklist([
        'machine',
        'arcProxy',
        'arcProxyPod',
        'enterpriseProxy',
        'gateway',
        'privateEndpoint',
        'target',
      ]),
      name: v.string(),
    }),
  ),
  allow: v.array(v.object({ by: v.picklist(['firewall', 'enterpriseProxy']), host: v.string(), port: v.number() })),
  why: reason,
  traps: v.array(reason),
});

const load = {
  region: v.string(),
  servers: v.number(),
  clusters: v.number(),
  azureLocal: v.number(),
  score: v.number(),
  gateways: v.number(),
};

/** What follows from a site that can be read. */
const traffic = v.object({
  connection: v.picklist(['gateway', 'direct', 'privateLink']),
  /** Findings of severity `error`: such a network does not work, whatever is opened for it. */
  obstacles: v.array(finding),
  change: v.object({
    open: v.array(endpoint),
    close: v.array(closable),
    /** What to close only after asking: something else behind the same firewall may need it. */
    closeAfterAsking: v.array(closable),
    keep: v.array(endpoint),
    closeAfterHours: v.number(),
    source: v.string(),
  }),
  /** Every host that the tables know of, before or after the switch. */
  hosts: v.array(
    v.object({
      address: v.string(),
      /** A request that this row stands for, where the row is a pattern. */
      example: v.string(),
      purpose: v.string(),
      category,
    }),
  ),
  /** Whom the gateways are counted for until the person says otherwise. */
  estimate: v.object({ region: v.string(), servers: v.number() }),
});

/** All that the view shows, computed from the document by the host and pushed whole. */
const state = v.object({
  /** The document's address; the page keeps it, so that the view finds its document again after a reload. */
  uri: v.string(),
  fileName: v.string(),
  /** Why there is nothing to show; absent otherwise. */
  problem: v.optional(v.object({ message: v.string(), details: v.array(v.string()) })),
  traffic: v.optional(traffic),
  formats: v.array(v.object({ id: v.string(), title: v.string() })),
  regions: v.array(v.object({ name: v.string(), display: v.string() })),
  capacity: v.object({
    divisors: v.object({ servers: v.number(), clusters: v.number(), azureLocal: v.number() }),
    scorePerGateway: v.number(),
    gatewaysPerSubscription: v.number(),
    boundary: v.string(),
    source: v.string(),
    examples: v.array(v.object({ ...load, published: v.number() })),
  }),
});

const amount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
/** What is managed from one region. */
export const counts = v.object({
  region: v.pipe(v.string(), v.maxLength(64)),
  servers: amount,
  clusters: amount,
  azureLocal: amount,
});

export const trafficContract = {
  state,
  requests: {
    /** Which way a request goes; fails with `InvalidInput` for what is neither a host nor a URL. */
    route: defineRequest(
      'route',
      v.object({ target: v.pipe(v.string(), v.maxLength(2048)), phase: v.picklist(['install', 'running']) }),
      route,
    ),
    /** The allow list in one format, and what that format cannot express. */
    allowList: defineRequest(
      'allowList',
      v.object({ format: v.string() }),
      v.object({ fileName: v.string(), text: v.string(), findings: v.array(finding) }),
    ),
    copyAllowList: defineRequest('copyAllowList', v.object({ format: v.string() }), v.null()),
    /** Asks for a place and writes the allow list there; null when the person cancels, else the file's name. */
    saveAllowList: defineRequest('saveAllowList', v.object({ format: v.string() }), v.nullable(v.string())),
    /** How many gateways an estate needs. */
    capacity: defineRequest(
      'capacity',
      v.object({ counts: v.pipe(v.array(counts), v.maxLength(100)) }),
      v.object({
        gateways: v.number(),
        regions: v.array(v.object(load)),
        subscriptions: v.number(),
        notes: v.array(finding),
      }),
    ),
    /** Opens the allow lists before and after the switch in VS Code's diff editor. */
    openDiff: defineRequest('openDiff', v.object({}), v.null()),
    /** Copies what changes as a table in Markdown. */
    copyChange: defineRequest('copyChange', v.object({}), v.null()),
    openWizard: defineRequest('openWizard', v.object({}), v.null()),
    openAsText: defineRequest('openAsText', v.object({}), v.null()),
  },
} as const;

export type TrafficState = v.InferOutput<typeof state>;
export type Traffic = v.InferOutput<typeof traffic>;
export type TrafficEndpoint = v.InferOutput<typeof endpoint>;
export type RouteAnswer = v.InferOutput<typeof route>;
export type RouteCategoryName = v.InferOutput<typeof category>;
export type TrafficFinding = v.InferOutput<typeof finding>;
export type Counts = v.InferOutput<typeof counts>;

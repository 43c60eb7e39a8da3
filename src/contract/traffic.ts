import * as v from 'valibot';
import type { Finding } from '../kernel/finding';
import type { Closable } from '../planning/firewall';
import type { Capacity, capacityRule, Endpoint, publishedExamples, Route } from '../planning/network';
import type { Connection } from '../planning/site';
import { defineRequest, fromHost } from './protocol';

interface AllowList {
  readonly fileName: string;
  readonly text: string;
  readonly findings: readonly TrafficFinding[];
}

/** Findings that no form field shows. */
export type TrafficFinding = Pick<Finding, 'code' | 'severity' | 'message' | 'fix' | 'source'>;
export type TrafficEndpoint = Pick<Endpoint, 'host' | 'port' | 'purpose' | 'when' | 'source'>;

type Closing = TrafficEndpoint & {
  readonly narrowedTo: readonly string[];
  /** Neighbors behind the same firewall, with the hosts they need. */
  readonly neededBy: Closable['neighbors'];
};

/** Of a readable site. */
export interface Traffic {
  readonly connection: Connection;
  /** Severity `error`: the network fails whatever is opened. */
  readonly obstacles: readonly TrafficFinding[];
  readonly change: {
    readonly open: readonly TrafficEndpoint[];
    readonly close: readonly Closing[];
    /** Something else behind the same firewall may need these. */
    readonly closeAfterAsking: readonly Closing[];
    readonly keep: readonly TrafficEndpoint[];
    readonly closeAfterHours: number;
    /** Sentences on what shows that the hours count. */
    readonly proofs: readonly string[];
    readonly source: string;
  };
  /** Known hosts, before or after the switch. */
  readonly hosts: readonly {
    readonly address: string;
    /** A sample request, if `address` is a pattern. */
    readonly example: string;
    readonly purpose: string;
    readonly category: Route['category'];
  }[];
  /** Initial values. */
  readonly estimate: { readonly region: string; readonly servers: number };
}

/** Computed by the host, pushed as a whole. */
export interface TrafficState {
  /** The document’s URI; the page keeps it across reloads. */
  readonly uri: string;
  readonly fileName: string;
  /** Why nothing can be shown. */
  readonly problem?: { readonly message: string; readonly details: readonly string[] } | undefined;
  readonly traffic?: Traffic | undefined;
  readonly formats: readonly { readonly id: string; readonly title: string }[];
  readonly regions: readonly { readonly name: string; readonly display: string }[];
  readonly capacity: typeof capacityRule & { readonly examples: typeof publishedExamples };
}

const amount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
/** Per region. */
export const counts = v.object({
  region: v.pipe(v.string(), v.maxLength(64)),
  servers: amount,
  clusters: amount,
  azureLocal: amount,
});

export const trafficContract = {
  state: fromHost<TrafficState>(),
  requests: {
    /** `InvalidInput` unless a host or URL. */
    route: defineRequest(
      'route',
      v.object({ target: v.pipe(v.string(), v.maxLength(2048)), phase: v.picklist(['install', 'running']) }),
      fromHost<Route>(),
    ),
    /** Includes what the format can’t express. */
    allowList: defineRequest('allowList', v.object({ format: v.string() }), fromHost<AllowList>()),
    copyAllowList: defineRequest('copyAllowList', v.object({ format: v.string() }), v.null()),
    /** Asks where to save. Returns the file’s name; null if canceled. */
    saveAllowList: defineRequest('saveAllowList', v.object({ format: v.string() }), v.nullable(v.string())),
    capacity: defineRequest(
      'capacity',
      v.object({ counts: v.pipe(v.array(counts), v.maxLength(100)) }),
      fromHost<Pick<Capacity, 'gateways' | 'regions' | 'subscriptions' | 'notes'>>(),
    ),
    /** Before and after the switch. */
    openDiff: defineRequest('openDiff', v.object({}), v.null()),
    /** As a Markdown table. */
    copyChange: defineRequest('copyChange', v.object({}), v.null()),
    openWizard: defineRequest('openWizard', v.object({}), v.null()),
    openAsText: defineRequest('openAsText', v.object({}), v.null()),
  },
} as const;

export type RouteAnswer = Route;
export type Counts = v.InferOutput<typeof counts>;

import * as v from 'valibot';
import type { Finding } from '../kernel/finding';
import type { Closable } from '../planning/firewall';
import type { Capacity, capacityRule, Endpoint, publishedExamples, Route } from '../planning/network';
import type { Connection } from '../planning/site';
import { defineRequest, fromHost } from './protocol';

/** A file that a firewall or a person takes as the list of what is allowed. */
interface AllowList {
  readonly fileName: string;
  readonly text: string;
  readonly findings: readonly TrafficFinding[];
}

/** A finding that no field of a form shows. */
export type TrafficFinding = Pick<Finding, 'code' | 'severity' | 'message' | 'fix' | 'source'>;
export type TrafficEndpoint = Pick<Endpoint, 'host' | 'port' | 'purpose' | 'when' | 'source'>;

type Closing = TrafficEndpoint & {
  readonly narrowedTo: readonly string[];
  /** Who else behind the same firewall may need it, each with the hosts that it needs. */
  readonly neededBy: Closable['neighbors'];
};

/** What follows from a site that can be read. */
export interface Traffic {
  readonly connection: Connection;
  /** Findings of severity `error`: such a network does not work, whatever is opened for it. */
  readonly obstacles: readonly TrafficFinding[];
  readonly change: {
    readonly open: readonly TrafficEndpoint[];
    readonly close: readonly Closing[];
    /** What to close only after asking: something else behind the same firewall may need it. */
    readonly closeAfterAsking: readonly Closing[];
    readonly keep: readonly TrafficEndpoint[];
    readonly closeAfterHours: number;
    readonly source: string;
  };
  /** Every host that the tables know of, before or after the switch. */
  readonly hosts: readonly {
    readonly address: string;
    /** A request that this row stands for, where the row is a pattern. */
    readonly example: string;
    readonly purpose: string;
    readonly category: Route['category'];
  }[];
  /** Whom the gateways are counted for until the person says otherwise. */
  readonly estimate: { readonly region: string; readonly servers: number };
}

/** All that the view shows, computed from the document by the host and pushed whole. */
export interface TrafficState {
  /** The document's address; the page keeps it, so that the view finds its document again after a reload. */
  readonly uri: string;
  readonly fileName: string;
  /** Why there is nothing to show; absent otherwise. */
  readonly problem?: { readonly message: string; readonly details: readonly string[] } | undefined;
  readonly traffic?: Traffic | undefined;
  readonly formats: readonly { readonly id: string; readonly title: string }[];
  readonly regions: readonly { readonly name: string; readonly display: string }[];
  readonly capacity: typeof capacityRule & { readonly examples: typeof publishedExamples };
}

const amount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
/** What is managed from one region. */
export const counts = v.object({
  region: v.pipe(v.string(), v.maxLength(64)),
  servers: amount,
  clusters: amount,
  azureLocal: amount,
});

export const trafficContract = {
  state: fromHost<TrafficState>(),
  requests: {
    /** Which way a request goes; fails with `InvalidInput` for what is neither a host nor a URL. */
    route: defineRequest(
      'route',
      v.object({ target: v.pipe(v.string(), v.maxLength(2048)), phase: v.picklist(['install', 'running']) }),
      fromHost<Route>(),
    ),
    /** The allow list in one format, and what that format cannot express. */
    allowList: defineRequest('allowList', v.object({ format: v.string() }), fromHost<AllowList>()),
    copyAllowList: defineRequest('copyAllowList', v.object({ format: v.string() }), v.null()),
    /** Asks for a place and writes the allow list there; null when the person cancels, else the file's name. */
    saveAllowList: defineRequest('saveAllowList', v.object({ format: v.string() }), v.nullable(v.string())),
    /** How many gateways an estate needs. */
    capacity: defineRequest(
      'capacity',
      v.object({ counts: v.pipe(v.array(counts), v.maxLength(100)) }),
      fromHost<Pick<Capacity, 'gateways' | 'regions' | 'subscriptions' | 'notes'>>(),
    ),
    /** Opens the allow lists before and after the switch in VS Code's diff editor. */
    openDiff: defineRequest('openDiff', v.object({}), v.null()),
    /** Copies what changes as a table in Markdown. */
    copyChange: defineRequest('copyChange', v.object({}), v.null()),
    openWizard: defineRequest('openWizard', v.object({}), v.null()),
    openAsText: defineRequest('openAsText', v.object({}), v.null()),
  },
} as const;

export type RouteAnswer = Route;
export type Counts = v.InferOutput<typeof counts>;

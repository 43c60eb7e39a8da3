import * as v from 'valibot';
import { defineRequest, fromHost } from './protocol';

/** What a page offers to do, each a command of the extension with the resource's id. */
export const pageActionIds = [
  'verify',
  'associate',
  'detach',
  'editBypass',
  'onboardServer',
  'onboardCluster',
  'openSsh',
  'collectLogs',
  'followLogs',
  'deleteGateway',
  'openInPortal',
] as const;
export type PageActionId = (typeof pageActionIds)[number];

export const copyIds = ['name', 'fqdn', 'id', 'cli', 'json'] as const;
export type CopyId = (typeof copyIds)[number];

export type PageSeverity = 'error' | 'warning' | 'info' | 'ok';

export interface PageFinding {
  readonly severity: PageSeverity;
  readonly message: string;
  readonly fix?: string;
  readonly source?: string;
}

export interface PageFact {
  readonly name: string;
  readonly value: string;
  /** A host, an id or a version, as it is in every language. */
  readonly isCode?: boolean;
}

export type HopKind =
  'resource' | 'members' | 'arcProxy' | 'proxy' | 'gateway' | 'privateEndpoint' | 'azure' | 'unknown';

export interface PageHop {
  readonly kind: HopKind;
  readonly title: string;
  /** Host, address or name; absent: the title says it all. */
  readonly name?: string;
  /** False: drawn as unknown. */
  readonly isKnown: boolean;
}

export interface PagePath {
  readonly hops: readonly PageHop[];
  /** How it is known, or why it isn't. */
  readonly basis: string;
}

/** What one side says of the association. */
export interface PageSide {
  readonly side: string;
  readonly value: string;
  /** Of a gateway in the inventory, to open its page. */
  readonly gatewayId?: string;
  /** When and where it was read. */
  readonly read: string;
  readonly severity: PageSeverity | 'unknown';
}

export interface PageCheck {
  readonly id: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'unknown' | 'notJudged' | 'skipped';
  readonly outcomeText: string;
  readonly expected: readonly string[];
  readonly observed: readonly string[];
  readonly cause?: string;
  readonly fix?: string;
  readonly source: string;
  /** What the product can do about it; only where the cause is known. */
  readonly fixes: readonly { readonly id: string; readonly label: string }[];
}

export interface PageVerification {
  readonly at: string;
  readonly counts: string;
  /** Why it no longer holds. */
  readonly outdated?: string;
  /** Problems first. Empty if only the counts were kept. */
  readonly checks: readonly PageCheck[];
}

export interface PageChange {
  readonly at: string;
  readonly what: string;
  readonly result: string;
  readonly severity: PageSeverity | 'unknown';
  readonly reason?: string;
  readonly account?: string;
}

export interface PageList {
  readonly title: string;
  readonly items: readonly string[];
  /** Beside the items, or why there are none. */
  readonly note: string;
}

export interface PageMember {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Its one problem; empty if it is well. */
  readonly problem: string;
  readonly severity: PageSeverity | 'unknown';
}

export interface PageMembers {
  readonly title: string;
  readonly summary: string;
  /** Problems first; at most as many as `shown` of the summary says. */
  readonly rows: readonly PageMember[];
  /** How many more there are. */
  readonly more: string;
}

export interface PageHead {
  readonly kind: string;
  readonly name: string;
  readonly icon: 'gateway' | 'machine' | 'cluster' | 'azureLocal';
  /** `Connected since …`; shown beside the name. */
  readonly state: string;
  readonly severity: PageSeverity | 'unknown';
}

export interface ResourceContent {
  readonly problems: readonly PageFinding[];
  readonly path?: PagePath;
  readonly sides: readonly PageSide[];
  readonly members?: PageMembers;
  readonly lists: readonly PageList[];
  readonly facts: readonly PageFact[];
  readonly agent: readonly PageFact[];
  /** Absent if the kind is not verified. */
  readonly verification?: PageVerification | 'none';
  /** Absent while it is read, and of a kind that is not changed from here. */
  readonly history?: readonly PageChange[];
  readonly actions: readonly { readonly id: PageActionId; readonly label: string; readonly isPrimary?: boolean }[];
  readonly copies: readonly { readonly id: CopyId; readonly label: string }[];
}

/** Computed by the host, pushed as a whole. */
export interface ResourcePageState {
  /** Of the resource in Azure; the page keeps it across reloads. */
  readonly id: string;
  readonly head: PageHead;
  /** Who sees it and where: account, tenant, subscription. */
  readonly account: string;
  readonly isSample: boolean;
  /** False: the next click on a row replaces it. */
  readonly isKept: boolean;
  readonly isLoading: boolean;
  /** Why there is nothing to show. */
  readonly missing?: string;
  readonly content?: ResourceContent;
}

const id = v.pipe(v.string(), v.maxLength(1024));

export const resourcePageContract = {
  state: fromHost<ResourcePageState>(),
  requests: {
    /** Runs the command as its menu item would: whatever changes something asks first. */
    act: defineRequest('act', v.object({ action: v.picklist(pageActionIds) }), v.null()),
    /** One that the state offers. */
    fix: defineRequest('fix', v.object({ fix: v.pipe(v.string(), v.maxLength(64)) }), v.null()),
    /** The page of another resource of the inventory. */
    open: defineRequest('open', v.object({ id }), v.null()),
    copy: defineRequest('copy', v.object({ what: v.picklist(copyIds) }), v.null()),
    keep: defineRequest('keep', v.object({}), v.null()),
    /** Reads the inventory again. */
    refresh: defineRequest('refresh', v.object({}), v.null()),
  },
} as const;

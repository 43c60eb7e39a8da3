import type { CloudName, CustomCloud } from './kernel/knowledge/clouds';

/** Every id that package.json and the code share; a test compares them. */

export const commandIds = [
  'arcGateway.server.onboard',
  'arcGateway.cluster.onboard',
  'arcGateway.site.create',
  'arcGateway.site.openExample',
  'arcGateway.site.saveScripts',
  'arcGateway.site.openAsText',
  'arcGateway.site.openAsForm',
  'arcGateway.resource.detach',
  'arcGateway.inventory.refresh',
  'arcGateway.inventory.cancelRefresh',
  'arcGateway.inventory.filter',
  'arcGateway.inventory.clearFilter',
  'arcGateway.inventory.group',
  'arcGateway.inventory.groupByGateway',
  'arcGateway.inventory.groupBySubscription',
  'arcGateway.inventory.groupByLocation',
  'arcGateway.resource.show',
  'arcGateway.resource.copyId',
  'arcGateway.gateway.copyUrl',
  'arcGateway.resource.openInPortal',
  'arcGateway.account.signIn',
  'arcGateway.account.chooseMethod',
  'arcGateway.tenant.choose',
  'arcGateway.subscription.choose',
  'arcGateway.servicePrincipal.store',
  'arcGateway.servicePrincipal.forget',
  'arcGateway.sample.explore',
  'arcGateway.sample.leave',
  'arcGateway.log.show',
  'arcGateway.walkthrough.open',
  'arcGateway.settings.open',
  'arcGateway.script.patch',
  'arcGateway.gateway.create',
  'arcGateway.provider.register',
  'arcGateway.gateway.show',
  'arcGateway.gateway.showHosts',
  'arcGateway.gateway.editBypass',
  'arcGateway.gateway.delete',
  'arcGateway.gateway.addMembers',
  'arcGateway.gateway.moveMembers',
  'arcGateway.gateway.detachMembers',
  'arcGateway.resource.associate',
  'arcGateway.inventory.associateShown',
  'arcGateway.inventory.detachShown',
  'arcGateway.association.pause',
  'arcGateway.association.resume',
  'arcGateway.association.cancel',
  'arcGateway.association.manage',
  'arcGateway.association.showReport',
  'arcGateway.association.saveReport',
  'arcGateway.association.retryFailed',
  'arcGateway.machine.openSsh',
  'arcGateway.machine.chooseConnection',
  'arcGateway.machine.forgetConnection',
  'arcGateway.cluster.chooseContext',
  'arcGateway.cluster.forgetContext',
  'arcGateway.cluster.followLogs',
  'arcGateway.cluster.stopLogs',
  'arcGateway.cluster.summarizeLogs',
  'arcGateway.error.explain',
  'arcGateway.error.explainClipboard',
  'arcGateway.logs.open',
  'arcGateway.logs.collect',
  'arcGateway.network.precheck',
  'arcGateway.traffic.show',
  'arcGateway.allowList.export',
  'arcGateway.machine.verify',
  'arcGateway.site.verify',
  'arcGateway.verification.fix',
  'arcGateway.verification.saveReport',
  'arcGateway.verification.saveFleetPlaybook',
  'arcGateway.verification.openFleetResult',
] as const;
export type CommandId = (typeof commandIds)[number];

/** Former ids of commands, kept for key bindings. They are registered and listed nowhere. */
export const commandAliases: Readonly<Partial<Record<CommandId, string>>> = {
  'arcGateway.machine.chooseConnection': 'arcGateway.machine.chooseWay',
  'arcGateway.machine.forgetConnection': 'arcGateway.machine.forgetWay',
  'arcGateway.site.verify': 'arcGateway.topology.verify',
};

export const viewIds = { inventory: 'arcGateway.inventory', sites: 'arcGateway.sites' } as const;

export const wizardViewType = 'arcGateway.wizard';
export const trafficViewType = 'arcGateway.traffic';
export const resourcePageViewType = 'arcGateway.resource';

/** Of pages of checks: URI scheme and editor. */
export const checkPageScheme = 'arc-gateway-check';
export const checkPageViewType = 'arcGateway.check';

/** URI scheme of what every gateway carries. */
export const gatewayPageScheme = 'arc-gateway-page';

/** Context keys and their values, as in `when` clauses of the manifest. */
export interface ContextKeys {
  'arcGateway.inventoryState':
    | 'loading'
    | 'signedOut'
    | 'consentNeeded'
    | 'wrongTenant'
    | 'credentialRejected'
    | 'accessBlocked'
    | 'noSubscription'
    | 'empty'
    | 'canceled'
    | 'noMatch'
    | 'unreachable'
    | 'proxyRefused'
    | 'ready';
  /** `interrupted`: a run of an earlier window is unfinished; `ended`: there is a report. */
  'arcGateway.associationState': 'none' | 'running' | 'paused' | 'interrupted' | 'ended' | 'endedWithFailures';
  'arcGateway.isFiltered': boolean;
  'arcGateway.isReading': boolean;
  'arcGateway.isSample': boolean;
  'arcGateway.grouping': Grouping;
  /** Of all rows: `;machine;canVerify;`. Absent while nothing was loaded. */
  'arcGateway.rowTokens': string | undefined;
}

export const groupings = ['gateway', 'subscription', 'location', 'problem', 'kind', 'system'] as const;
export type Grouping = (typeof groupings)[number];

export const authenticationMethods = [
  'vscode',
  'azureCli',
  'deviceCode',
  'browser',
  'environment',
  'servicePrincipal',
  'managedIdentity',
] as const;
export type AuthenticationMethod = (typeof authenticationMethods)[number];

export interface Settings {
  'arcGateway.authentication': AuthenticationMethod;
  'arcGateway.cloud': CloudName;
  'arcGateway.customCloud': CustomCloud | null;
  'arcGateway.environment': 'azure' | 'sample';
}

/** Parts of a tree item's context value; menus match one as `viewItem =~ /;word;/`. */
export const treeTokens = [
  'gateway',
  'machine',
  'cluster',
  'azureLocal',
  'resource',
  'canOnboard',
  'canDetach',
  'canAssociate',
  'canFix',
  'isDirect',
  'canVerify',
  'hasMembers',
  'hasUrl',
  'canEdit',
  'canDelete',
  'group',
  'canDetachShown',
  'subscription',
  'site',
  'readable',
] as const;
export type TreeToken = (typeof treeTokens)[number];

/** Commands on the rows that have this token. From the palette they first ask which. */
export const rowCommands = {
  'arcGateway.resource.show': 'resource',
  'arcGateway.resource.associate': 'canAssociate',
  'arcGateway.resource.detach': 'canDetach',
  'arcGateway.machine.verify': 'canVerify',
  'arcGateway.verification.fix': 'canFix',
  'arcGateway.resource.copyId': 'resource',
  'arcGateway.resource.openInPortal': 'resource',
  'arcGateway.gateway.copyUrl': 'hasUrl',
  'arcGateway.gateway.show': 'gateway',
  'arcGateway.gateway.editBypass': 'canEdit',
  'arcGateway.gateway.delete': 'canDelete',
  'arcGateway.gateway.addMembers': 'canOnboard',
  'arcGateway.gateway.moveMembers': 'hasMembers',
  'arcGateway.gateway.detachMembers': 'hasMembers',
  'arcGateway.machine.openSsh': 'machine',
  'arcGateway.machine.chooseConnection': 'machine',
  'arcGateway.machine.forgetConnection': 'machine',
  'arcGateway.logs.collect': 'machine',
  'arcGateway.cluster.chooseContext': 'cluster',
  'arcGateway.cluster.forgetContext': 'cluster',
  'arcGateway.cluster.followLogs': 'cluster',
  'arcGateway.cluster.summarizeLogs': 'cluster',
} as const satisfies Partial<Record<CommandId, TreeToken>>;
export type RowCommandId = keyof typeof rowCommands;

export const isRowCommand = (id: CommandId): id is RowCommandId => Object.hasOwn(rowCommands, id);

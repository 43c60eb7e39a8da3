import { commands, type Uri } from 'vscode';
import type { CommandId } from './ids';

/** A resource of the inventory by its id in Azure, in any case: `/subscriptions/…/machines/web-01`. */
export interface ResourceReference {
  readonly resourceId: string;
}

/** A machine or cluster that a gateway is chosen for. */
export interface AssociationRequest extends ResourceReference {
  /** Id of the gateway in Azure; the person is asked where it is absent. */
  readonly gatewayId?: string;
  /** Whether the agents are set too, on the machines; the person is asked where it is absent. */
  readonly onMachine?: boolean;
}

/** A text to explain, such as an error of azcmagent. */
export interface ExplanationRequest {
  readonly text: string;
  /** What the text is called in the explanation. */
  readonly origin?: string;
}

/**
 * The commands that take something from other extensions, key bindings and tasks, by what they take. A `Uri` is that of
 * a site file (`*.arc.json`) unless it says otherwise. Where an argument may be absent, the person is asked for it.
 * Several resources are the second argument, with one of them as the first.
 */
export interface CommandArguments {
  /** Opens the wizard on a new site, behind this gateway. */
  'arcGateway.server.onboard': [gateway?: ResourceReference];
  /** The same for a cluster; without a gateway, the person may choose a site of the workspace. */
  'arcGateway.cluster.onboard': [gateway?: ResourceReference];
  'arcGateway.gateway.show': [gateway: ResourceReference];
  'arcGateway.gateway.editBypass': [gateway: ResourceReference];
  'arcGateway.gateway.delete': [gateway: ResourceReference];
  'arcGateway.gateway.copyUrl': [gateway: ResourceReference];
  'arcGateway.resource.copyId': [resource: ResourceReference, resources?: readonly ResourceReference[]];
  'arcGateway.resource.openInPortal': [resource: ResourceReference];
  'arcGateway.resource.associate': [resource: AssociationRequest, resources?: readonly ResourceReference[]];
  'arcGateway.resource.detach': [resource: ResourceReference, resources?: readonly ResourceReference[]];
  /** Verifies machines, or all that is behind a gateway. */
  'arcGateway.machine.verify': [resource: ResourceReference, resources?: readonly ResourceReference[]];
  'arcGateway.site.verify': [site?: Uri];
  'arcGateway.traffic.show': [site?: Uri];
  'arcGateway.allowList.export': [site?: Uri];
  'arcGateway.network.precheck': [site?: Uri];
  /** The `Uri` is that of a script. */
  'arcGateway.script.patch': [script?: Uri];
  'arcGateway.error.explain': [subject?: ExplanationRequest];
  /** The `Uri` is that of a log. */
  'arcGateway.logs.open': [log?: Uri];
  'arcGateway.logs.collect': [machine: ResourceReference];
}

/** What `activate` returns to other extensions. */
export interface ArcGatewayApi {
  /** Grows when a command or an argument that is here goes, or means something else. */
  readonly version: 1;
  /**
   * Runs a command as its menu item would: whatever changes something asks the person first. Resolves when it has ended.
   * A failure is shown to the person and does not reject.
   */
  readonly run: <Id extends keyof CommandArguments>(id: Id, ...args: CommandArguments[Id]) => Promise<void>;
}

export const api: ArcGatewayApi = {
  version: 1,
  async run(id: CommandId, ...args: readonly unknown[]) {
    await commands.executeCommand(id, ...args);
  },
};

import type { Drift } from '../../association/engine';
import type { ArcError } from '../../kernel/errors';
import type { Association, LastVerification } from '../../kernel/inventory';
import type { ArcResource, Associable, AzureLocalInstance, Gateway } from '../../kernel/resources';
import type { BoxText } from '../../kernel/text/boxText';
import type { CommandId } from '../../ids';

/** Children are worked out when a node is opened, so that a large tenant costs only what is looked at. */
type Children = () => readonly TreeNode[];

export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly detail: string;
  readonly isOpen: boolean;
  readonly children: Children;
}

export interface GatewayNode {
  readonly type: 'gateway';
  readonly id: string;
  readonly resource: Gateway;
  /** Machines and clusters associated with it, as far as their associations have been read. */
  readonly users: number;
  readonly isOpen: boolean;
  readonly children: Children;
}

export interface MemberNode {
  readonly type: 'member';
  readonly id: string;
  readonly resource: Associable;
  readonly association: Association;
  /** What contradicts the association, the worst first. */
  readonly drifts: readonly Drift[];
  readonly verification?: LastVerification | undefined;
  /** True where its gateway has changed since it was verified. */
  readonly isOutdated: boolean;
  /** Its gateway, when the association is read and the gateway is one of the inventory. */
  readonly gateway?: Gateway;
  /** True where the row above says which way it goes, so that this one may say it last. */
  readonly isConnectionImplied: boolean;
}

export interface InstanceNode {
  readonly type: 'instance';
  readonly id: string;
  readonly resource: AzureLocalInstance;
  readonly nodes: number;
  readonly children: Children;
}

/** A part of the tenant that could not be read, in place of what would stand there. */
export interface ProblemNode {
  readonly type: 'problem';
  readonly id: string;
  readonly label: string;
  readonly error: ArcError;
  /** What can be done about it, when that is one thing. */
  readonly remedy?: { readonly title: BoxText; readonly command: CommandId };
}

export type TreeNode = GroupNode | GatewayNode | MemberNode | InstanceNode | ProblemNode;

export const resourceOf = (node: TreeNode): ArcResource | undefined => ('resource' in node ? node.resource : undefined);

export const childrenOf = (node: TreeNode): readonly TreeNode[] => ('children' in node ? node.children() : []);

import type { Drift } from '../../association/engine';
import type { ArcError } from '../../kernel/errors';
import type { Association, LastVerification } from '../../kernel/inventory';
import type { ArcResource, Associable, AzureLocalInstance, Gateway } from '../../kernel/resources';
import type { BoxText } from '../../kernel/text/boxText';
import type { CommandId } from '../../ids';
import type { Notice } from './notice';

/** Of the group of those that need attention. */
export const attentionId = 'attention';

type Children = () => readonly TreeNode[];

export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  /** `list.warningForeground` */
  readonly color?: string;
  readonly detail: string;
  readonly isOpen: boolean;
  readonly children: Children;
}

export interface GatewayNode {
  readonly type: 'gateway';
  readonly id: string;
  readonly resource: Gateway;
  /** Count of associated machines and clusters. */
  readonly users: number;
  /** Of these, those that the filter keeps; absent without a filter. */
  readonly shown?: number;
  readonly notice?: Notice;
  readonly isOpen: boolean;
  readonly children: Children;
}

export interface MemberNode {
  readonly type: 'member';
  readonly id: string;
  readonly resource: Associable;
  readonly association: Association;
  /** Worst first. */
  readonly drifts: readonly Drift[];
  readonly verification?: LastVerification;
  readonly isOutdated: boolean;
  readonly notice?: Notice;
  readonly gateway?: Gateway;
}

export interface InstanceNode {
  readonly type: 'instance';
  readonly id: string;
  readonly resource: AzureLocalInstance;
  readonly nodes: number;
  readonly notice?: Notice;
  readonly children: Children;
}

export interface ProblemNode {
  readonly type: 'problem';
  readonly id: string;
  readonly label: string;
  readonly error: ArcError;
  readonly remedy?: { readonly title: BoxText; readonly command: CommandId };
}

export type TreeNode = GroupNode | GatewayNode | MemberNode | InstanceNode | ProblemNode;

export const resourceOf = (node: TreeNode): ArcResource | undefined => ('resource' in node ? node.resource : undefined);

export const childrenOf = (node: TreeNode): readonly TreeNode[] => ('children' in node ? node.children() : []);

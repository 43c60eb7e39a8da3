import * as vscode from 'vscode';
import { isGone, isLeaving, isUsable } from '../../kernel/knowledge/gatewayState';
import { foreign } from '../../kernel/text/boxText';
import { createRow } from '../../vscode/boxes/treeView';
import type { TreeToken } from '../../ids';
import { treeKind } from './kinds';
import type { MemberNode, TreeNode } from './nodes';
import { labelsOf } from './labels';
import type { StateSeverity } from './stateWords';

const colors: Readonly<Record<StateSeverity, string | undefined>> = {
  good: 'testing.iconPassed',
  busy: 'charts.blue',
  warning: 'list.warningForeground',
  bad: 'list.errorForeground',
  none: undefined,
};

const severityIcons: Partial<Readonly<Record<StateSeverity, string>>> = {
  busy: 'sync',
  warning: 'warning',
  bad: 'error',
};

function iconOf(node: TreeNode, severity: StateSeverity): vscode.ThemeIcon {
  if (node.type === 'group') {
    return new vscode.ThemeIcon(node.icon, node.color === undefined ? undefined : new vscode.ThemeColor(node.color));
  }
  const calm = node.type === 'problem' ? 'error' : treeKind(node.resource.kind).icon;
  const color = colors[severity];
  return new vscode.ThemeIcon(
    severityIcons[severity] ?? calm,
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
}

/** For `when` clauses of menus. */
export function tokensOf(node: TreeNode): readonly TreeToken[] {
  switch (node.type) {
    case 'gateway': {
      const ready: TreeToken[] = isUsable(node.resource) ? ['canOnboard', 'canEdit'] : [];
      const end: TreeToken[] = isLeaving(node.resource) || isGone(node.resource) ? [] : ['canDelete'];
      const members: TreeToken[] = node.users > 0 ? ['hasMembers'] : [];
      return [
        'resource',
        'gateway',
        ...ready,
        ...members,
        ...end,
        ...(node.resource.endpoint === undefined ? [] : (['hasUrl'] as const)),
      ];
    }
    case 'member': {
      const { association, resource } = node;
      const isAssociated = association.status === 'read' && association.gatewayId !== undefined;
      return [
        'resource',
        resource.kind,
        'canAssociate',
        ...(isAssociated ? (['canDetach'] as const) : []),
        ...(hasFindings(node) ? (['canFix'] as const) : []),
      ];
    }
    case 'instance':
      return ['resource', 'azureLocal'];
    case 'group':
      return ['hasMembers', ...(/(?:^|\/)subscription:/.test(node.id) ? (['subscription'] as const) : [])];
    case 'problem':
      return [];
  }
}

const hasFindings = ({ verification, isOutdated }: MemberNode): boolean =>
  !isOutdated && verification !== undefined && verification.failed.length + verification.unknown.length > 0;

function collapsibleState(node: TreeNode): vscode.TreeItemCollapsibleState {
  if (!('children' in node)) return vscode.TreeItemCollapsibleState.None;
  const isOpen = 'isOpen' in node && node.isOpen;
  return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** Without the tooltip, which is resolved on hover. */
export function treeItemOf(node: TreeNode): vscode.TreeItem {
  const { label, description, severity, spoken } = labelsOf(node);
  const item = createRow(
    {
      label: foreign('azureName', label),
      description: foreign('sentence', description),
      spoken: foreign('sentence', spoken),
    },
    collapsibleState(node),
  );
  item.id = node.id;
  item.iconPath = iconOf(node, severity);
  if (node.type === 'problem' && node.remedy) item.command = node.remedy;
  item.contextValue = `;${tokensOf(node).join(';')};`;
  return item;
}

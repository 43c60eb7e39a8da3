import * as vscode from 'vscode';
import { foreign, say } from '../../kernel/text/boxText';
import { createRow } from '../../vscode/boxes/treeView';
import type { CommandId, TreeToken } from '../../ids';
import { treeKind } from './kinds';
import { attentionId, resourceOf, type TreeNode } from './nodes';
import { labelsOf } from './labels';
import type { StateSeverity } from './stateWords';
import { tokensOfGateway, tokensOfInstance, tokensOfMember } from './tokens';

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
    case 'gateway':
      return tokensOfGateway(node.resource, node.users);
    case 'member':
      return tokensOfMember(node.resource, node.association, node.verification);
    case 'instance':
      return tokensOfInstance;
    case 'group':
      if (node.id === attentionId) return [];
      return [
        'group',
        ...(/(?:^|\/)group:(?:direct|unread|failed)/.test(node.id) ? [] : (['canDetachShown'] as const)),
        ...(/(?:^|\/)subscription:/.test(node.id) ? (['subscription'] as const) : []),
      ];
    case 'problem':
      return [];
  }
}

function collapsibleState(node: TreeNode): vscode.TreeItemCollapsibleState {
  if (!('children' in node)) return vscode.TreeItemCollapsibleState.None;
  const isOpen = 'isOpen' in node && node.isOpen;
  return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** Of a click. A row with one opens its children by its arrow alone. */
function commandOf(node: TreeNode): vscode.Command | undefined {
  if (node.type === 'problem') return node.remedy;
  const resource = resourceOf(node);
  const show: CommandId = 'arcGateway.resource.show';
  return resource && { title: say`Show details`, command: show, arguments: [{ resourceId: resource.id }] };
}

/** Without the tooltip, which is resolved on hover. `activity` is what runs on it now. */
export function treeItemOf(node: TreeNode, activity?: string): vscode.TreeItem {
  const labels = labelsOf(node);
  const { label, severity } = labels;
  const description = activity ?? labels.description;
  const spoken = activity === undefined ? labels.spoken : `${labels.spoken}, ${activity}`;
  const item = createRow(
    {
      label: foreign('azureName', label),
      description: foreign('sentence', description),
      spoken: foreign('sentence', spoken),
    },
    collapsibleState(node),
  );
  item.id = node.id;
  item.iconPath = activity === undefined ? iconOf(node, severity) : new vscode.ThemeIcon('loading~spin');
  const command = commandOf(node);
  if (command) item.command = command;
  item.contextValue = `;${tokensOf(node).join(';')};`;
  return item;
}

import * as vscode from 'vscode';
import { isAssociable } from '../../kernel/resources';
import type { CommandId } from '../../ids';
import { resourceOf } from './nodes';
import type { TreeElement } from './provider';

const rows = 'application/vnd.code.tree.arcgateway.inventory';
const associate: CommandId = 'arcGateway.resource.associate';

/** Machines and clusters that are dropped on a gateway get the plan of their association, which asks before it acts. */
export const dropOnGateway: vscode.TreeDragAndDropController<TreeElement> = {
  dragMimeTypes: [rows],
  dropMimeTypes: [rows],
  handleDrag(dragged, data) {
    const ids = dragged.flatMap(({ node }) => {
      const resource = resourceOf(node);
      return resource && isAssociable(resource) ? [resource.id] : [];
    });
    if (ids.length > 0) data.set(rows, new vscode.DataTransferItem(ids));
  },
  async handleDrop(target, data) {
    const ids = data.get(rows)?.value as readonly string[] | undefined;
    if (target?.node.type !== 'gateway' || !ids) return;
    const chosen = ids.map((resourceId) => ({ resourceId }));
    await vscode.commands.executeCommand(associate, { ...chosen[0], gatewayId: target.node.resource.id }, chosen);
  },
};

import * as vscode from 'vscode';
import { type ArcError, canceled } from '../../kernel/errors';
import { type BoxText, foreign, joined, say } from '../../kernel/text/boxText';
import { createPickBox, type PickBox, type PickItem } from '../../vscode/boxes/picks';
import type { InventoryStore } from '..';
import { type RowCommandId, rowCommands, type TreeToken } from '../../ids';
import { notLoaded, nothingToChoose } from './errors';
import { narrowed, type RowItem, rowItems } from './rowItems';

/** Several at once make sense. */
const takesMany: ReadonlySet<RowCommandId> = new Set<RowCommandId>([
  'arcGateway.resource.associate',
  'arcGateway.resource.detach',
  'arcGateway.machine.verify',
  'arcGateway.verification.fix',
  'arcGateway.resource.copyId',
]);

type Rows = readonly { readonly resourceId: string }[];

/** Throws `Canceled`, why the inventory could not be loaded, or `Precondition` if nothing fits. */
export const chooseRows = (store: InventoryStore, id: RowCommandId, title: string): Promise<Rows> =>
  pickRows(store, {
    title: foreign('sentence', title),
    token: rowCommands[id],
    isMany: takesMany.has(id),
    none: nothingToChoose,
  });

interface RowQuestion {
  readonly title: BoxText;
  readonly token: TreeToken;
  readonly isMany: boolean;
  /** If there is none to choose. */
  readonly none: () => ArcError;
}

interface RowPick extends PickItem, RowItem {}

export function pickRows(store: InventoryStore, question: RowQuestion): Promise<Rows> {
  const box = createPickBox<RowPick>();
  box.title = question.title;
  box.placeholder = say`Search by name, problem, gateway, or resource group`;
  box.canSelectMany = question.isMany;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.busy = true;
  return new Promise<Rows>((resolve, reject) => {
    box.onDidAccept(() => {
      if (box.selectedItems.length > 0) resolve(box.selectedItems);
    });
    box.onDidHide(() => {
      reject(canceled());
    });
    box.show();
    fill(box, store, question).catch(reject);
  }).finally(() => {
    box.dispose();
  });
}

async function fill(box: PickBox<RowPick>, store: InventoryStore, { token, none }: RowQuestion): Promise<void> {
  await store.ensure();
  let all = picksOf(store, token);
  const show = (text: string): void => {
    box.items = narrowed(all, text, box.selectedItems);
  };
  show(box.value);
  box.onDidChangeValue(show);
  // Associations come later than the resources, and whatever was chosen meanwhile stays so.
  if (store.activity !== undefined && all.length === 0) {
    await store.settled();
    all = picksOf(store, token);
    show(box.value);
  }
  box.busy = false;
  if (all.length === 0) throw none();
}

function picksOf(store: InventoryStore, token: TreeToken): readonly RowPick[] {
  if (!store.inventory) throw store.problem ?? notLoaded();
  return rowItems(store.inventory, token, Date.now()).map((item) => ({
    ...item,
    label: foreign('azureName', item.name),
    description: foreign('sentence', item.about),
    detail: joined(
      item.place.map((part) => foreign('azureName', part)),
      ' · ',
    ),
    iconPath: new vscode.ThemeIcon(item.icon),
  }));
}

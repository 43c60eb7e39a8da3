import { groupings, type Grouping } from '../../ids';
import { type BoxText, say } from '../../kernel/text/boxText';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';

const titles: Readonly<Record<Grouping, BoxText>> = {
  gateway: say`Gateway`,
  subscription: say`Subscription`,
  location: say`Region`,
  problem: say`Problem`,
  kind: say`Kind`,
  system: say`Operating system or distribution`,
};

/** Undefined if canceled. */
export async function askForGrouping(current: Grouping): Promise<Grouping | undefined> {
  const items = groupings.map((grouping): PickItem & { readonly grouping: Grouping } => ({
    label: titles[grouping],
    grouping,
    ...(grouping === current && { description: say`current` }),
  }));
  return (await pickOne(items, { title: say`Group the inventory by` }))?.grouping;
}

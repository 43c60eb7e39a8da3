import * as v from 'valibot';
import * as vscode from 'vscode';
import { foreign, say } from '../../kernel/text/boxText';
import { createTextBox } from '../../vscode/boxes/inputs';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import { readStored } from '../../vscode/stored';
import type { InventoryTree } from './provider';

const key = 'arcGateway.keptFilters';
const storedFilters = v.array(v.string());
const mostKept = 20;

const keepButton = { iconPath: new vscode.ThemeIcon('bookmark'), tooltip: say`Keep this filter for later` };
const chooseButton = { iconPath: new vscode.ThemeIcon('list-flat'), tooltip: say`Choose a kept filter` };

interface FilterBox {
  readonly tree: InventoryTree;
  readonly state: vscode.Memento;
  /** After each key. */
  readonly onFilter: () => void;
}

/** Filters at each key. Enter keeps what is shown, Escape goes back to what was shown before. */
export async function askForFilter(box: FilterBox): Promise<void> {
  const before = box.tree.filter;
  box.tree.prepareFilter();
  for (let text: string | undefined = before; text !== undefined;) {
    const end = await filterWhileTyping(box, text);
    if (end === 'escaped') filter(box, before);
    text = end === 'choose' ? ((await chooseKept(box.state)) ?? box.tree.filter) : undefined;
  }
}

function filter({ tree, onFilter }: FilterBox, text: string): void {
  tree.setFilter(text);
  onFilter();
}

/** Resolves with how the box was left; `choose`: a kept filter is wanted. */
function filterWhileTyping(of: FilterBox, text: string): Promise<'accepted' | 'escaped' | 'choose'> {
  const { tree, state } = of;
  const input = createTextBox(text);
  let end: 'accepted' | 'escaped' | 'choose' = 'escaped';
  const leave = (how: typeof end): void => {
    end = how;
    input.hide();
  };
  const show = (typed: string): void => {
    filter(of, typed);
    const { all, shown } = tree.counts;
    input.prompt = tree.filter
      ? say`${shown} of ${all} are shown.`
      : say`Every word must occur in the name, problem, kind, operating system, gateway, resource group, location, or tags.`;
    input.buttons = [...(tree.filter ? [keepButton] : []), ...(keptFilters(state).length > 0 ? [chooseButton] : [])];
  };
  input.title = say`Filter gateways and resources`;
  input.placeholder = say`Example: disconnected windows`;
  show(text);
  return new Promise((resolve) => {
    input.onDidChangeValue(show);
    input.onDidAccept(() => {
      leave('accepted');
    });
    input.onDidTriggerButton((button) => {
      if (button === chooseButton) leave('choose');
      else void keepFilter(state, tree.filter).then(() => show(input.value));
    });
    input.onDidHide(() => {
      input.dispose();
      resolve(end);
    });
    input.show();
  });
}

const keptFilters = (state: vscode.Memento): readonly string[] => readStored(state, key, storedFilters) ?? [];

/** Latest first. */
const keepFilter = (state: vscode.Memento, text: string): Thenable<void> =>
  state.update(key, [text, ...keptFilters(state).filter((each) => each !== text)].slice(0, mostKept));

async function chooseKept(state: vscode.Memento): Promise<string | undefined> {
  const items = keptFilters(state).map((text): PickItem & { readonly text: string } => ({
    label: foreign('typed', text),
    text,
  }));
  return (await pickOne(items, { title: say`Kept filters` }))?.text;
}

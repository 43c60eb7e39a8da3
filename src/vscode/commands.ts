import * as vscode from 'vscode';
import { asArcError } from '../kernel/errors';
import { commandAliases, type CommandId, isRowCommand, type RowCommandId } from '../ids';
import type { ShowFailure } from './failures';
import type { Log } from './log';

/** Commands on rows get the row and all selected rows: of the tree, or chosen where the palette runs the command. */
export type RegisterCommand = (id: CommandId, run: (argument: unknown, selection: unknown) => unknown) => void;

/** Asks for what a command on rows is about. Throws `Canceled`. */
export type ChooseRows = (id: RowCommandId) => Promise<readonly { readonly resourceId: string }[]>;

/** Logs and shows each error once, with actions; cancellation is silent. */
export function commandRegistrar(
  context: vscode.ExtensionContext,
  log: Log,
  showFailure: ShowFailure,
  chooseRows: ChooseRows,
): RegisterCommand {
  return (id, run) => {
    const guarded = async (argument: unknown, selection: unknown): Promise<unknown> => {
      try {
        if (argument !== undefined || selection !== undefined || !isRowCommand(id)) {
          return await run(argument, selection);
        }
        const rows = await chooseRows(id);
        return await run(rows[0], rows);
      } catch (thrown) {
        const error = asArcError(thrown);
        if (error.code === 'Canceled') return undefined;
        log.error(`${id} failed (${error.code})`, error);
        await showFailure(error);
        return undefined;
      }
    };
    const alias = commandAliases[id];
    for (const name of alias === undefined ? [id] : [id, alias]) {
      context.subscriptions.push(vscode.commands.registerCommand(name, guarded));
    }
  };
}

import * as vscode from 'vscode';
import { asArcError } from '../kernel/errors';
import { commandAliases, type CommandId } from '../ids';
import type { ShowFailure } from './failures';
import type { Log } from './log';

/** Tree commands get the row and all selected rows. */
export type RegisterCommand = (id: CommandId, run: (argument: unknown, selection: unknown) => unknown) => void;

/** Logs and shows each error once, with actions; cancellation is silent. */
export function commandRegistrar(
  context: vscode.ExtensionContext,
  log: Log,
  showFailure: ShowFailure,
): RegisterCommand {
  return (id, run) => {
    const guarded = async (argument: unknown, selection: unknown): Promise<unknown> => {
      try {
        return await run(argument, selection);
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

import * as vscode from 'vscode';
import { type ArcError, asArcError, redact, type SignInObstacle } from '../core';
import type { CommandId } from '../ids';
import type { Log } from './log';

/** A command of a tree's row gets the row, and all rows that are selected with it. */
export type RegisterCommand = (id: CommandId, run: (argument: unknown, selection: unknown) => unknown) => void;

/**
 * The one way a command comes to be. What a command throws is logged and shown once, with the action that helps;
 * a cancellation is silent.
 */
export function commandRegistrar(context: vscode.ExtensionContext, log: Log): RegisterCommand {
  return (id, run) => {
    const guarded = async (argument: unknown, selection: unknown): Promise<unknown> => {
      try {
        return await run(argument, selection);
      } catch (thrown) {
        await showFailure(id, asArcError(thrown), log);
        return undefined;
      }
    };
    context.subscriptions.push(vscode.commands.registerCommand(id, guarded));
  };
}

export interface Action {
  readonly title: string;
  readonly command: CommandId;
  readonly argument?: unknown;
}

const showLog: Action = { title: 'Show Log', command: 'arcGateway.log.show' };

const wayIn: Readonly<Record<SignInObstacle, Action>> = {
  signedOut: { title: 'Sign In', command: 'arcGateway.account.signIn' },
  consent: { title: 'Sign In Again', command: 'arcGateway.account.signIn' },
  wrongTenant: { title: 'Choose Tenant', command: 'arcGateway.tenant.choose' },
  credential: { title: 'Store Service Principal', command: 'arcGateway.servicePrincipal.store' },
  blocked: { title: 'Choose How to Sign In', command: 'arcGateway.account.chooseMethod' },
};

/** What a person can do about a failure; the first helps most. */
export function actionsFor({ failure }: ArcError): readonly Action[] {
  if (failure.code === 'SignedOut') return [wayIn[failure.obstacle ?? 'signedOut']];
  if (failure.code === 'Conflict' && failure.interruptedRun !== undefined) return wayOutOf(failure.interruptedRun);
  if (failure.code === 'RemoteFailed') return [explain(failure.exitCode, failure.tail), showLog];
  return failure.code === 'InvalidInput' ? [] : [showLog];
}

const explain = (exitCode: number, tail: string): Action => ({
  title: 'Explain',
  command: 'arcGateway.error.explain',
  argument: { origin: 'Output of the command that failed', text: `${tail}\nexit code ${exitCode}` },
});

const wayOutOf = (journal: string): readonly Action[] => [
  { title: 'Resume', command: 'arcGateway.association.resume', argument: { journal } },
  { title: 'Discard', command: 'arcGateway.association.cancel', argument: { journal } },
];

async function showFailure(id: CommandId, error: ArcError, log: Log): Promise<void> {
  if (error.code === 'Cancelled') return;
  log.error(`${id} failed (${error.code})`, error);
  const actions = actionsFor(error);
  const chosen = await vscode.window.showErrorMessage(redact(error.message), ...actions.map(({ title }) => title));
  const action = actions.find(({ title }) => title === chosen);
  if (action) await vscode.commands.executeCommand(action.command, action.argument);
}

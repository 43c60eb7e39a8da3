import * as vscode from 'vscode';
import type { ArcError, SignInObstacle } from '../kernel/errors';
import { redact } from '../kernel/redact';
import { type BoxText, foreign, say } from '../kernel/text/boxText';
import type { CommandId } from '../ids';
import { showError } from './boxes/messages';

export interface Action {
  readonly title: BoxText;
  readonly command: CommandId;
  readonly argument?: unknown;
}

/** Shows a failure with what can be done about it, and does what the person chooses of that. */
export type ShowFailure = (error: ArcError) => Promise<void>;

/** Whether anything is known of the errors in a text. */
export type IsKnown = (text: string) => Promise<boolean>;

export function failureDialog(isKnown: IsKnown): ShowFailure {
  return async (error) => {
    const actions = await allActionsFor(error, isKnown);
    const message = foreign('failure', redact(error.message));
    const chosen = await showError(message, ...actions.map(({ title }) => title));
    const action = actions.find(({ title }) => title === chosen);
    if (action) await vscode.commands.executeCommand(action.command, action.argument);
  };
}

const showLog: Action = { title: say`Show Log`, command: 'arcGateway.log.show' };

const wayIn: Readonly<Record<SignInObstacle, Action>> = {
  signedOut: { title: say`Sign In`, command: 'arcGateway.account.signIn' },
  consent: { title: say`Sign In Again`, command: 'arcGateway.account.signIn' },
  wrongTenant: { title: say`Choose Tenant`, command: 'arcGateway.tenant.choose' },
  credential: { title: say`Store Service Principal`, command: 'arcGateway.servicePrincipal.store' },
  blocked: { title: say`Choose How to Sign In`, command: 'arcGateway.account.chooseMethod' },
};

/** What a person can do about a failure by itself; the first helps most. */
export function actionsFor({ failure }: ArcError): readonly Action[] {
  if (failure.code === 'SignedOut') return [wayIn[failure.obstacle ?? 'signedOut']];
  if (failure.code === 'Conflict' && failure.interruptedRun !== undefined) return wayOutOf(failure.interruptedRun);
  return failure.code === 'InvalidInput' ? [] : [showLog];
}

const wayOutOf = (journal: string): readonly Action[] => [
  { title: say`Resume`, command: 'arcGateway.association.resume', argument: { journal } },
  { title: say`Discard`, command: 'arcGateway.association.cancel', argument: { journal } },
];

async function allActionsFor(error: ArcError, isKnown: IsKnown): Promise<readonly Action[]> {
  const actions = actionsFor(error);
  const said = whatWasSaid(error);
  // Output that failed is worth a look in any case; the person may know more than the catalogue.
  if (error.code !== 'RemoteFailed' && !(await isKnown(said.text))) return actions;
  const explain: Action = { title: say`Explain`, command: 'arcGateway.error.explain', argument: said };
  const ways = actions.filter((action) => action !== showLog);
  return [...ways, explain, ...actions.slice(ways.length)];
}

/** What there is to explain: what a machine printed, or all that was said of what went wrong. */
function whatWasSaid(error: ArcError): { readonly origin: string; readonly text: string } {
  const { failure } = error;
  if (failure.code === 'RemoteFailed') {
    return {
      origin: 'Output of the command that failed',
      text: redact(`${failure.tail}\nexit code ${failure.exitCode}`),
    };
  }
  return { origin: 'Message of the failure', text: redact(messagesOf(error).join('\n')) };
}

const messagesOf = (error: Error): readonly string[] => [
  error.message,
  ...(error.cause instanceof Error ? messagesOf(error.cause) : []),
];

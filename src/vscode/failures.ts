import * as l10n from '@vscode/l10n';
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

/** With actions; runs the chosen one. */
export type ShowFailure = (error: ArcError) => Promise<void>;

/** In the error catalog. */
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

const signInActions: Readonly<Record<SignInObstacle, Action>> = {
  signedOut: { title: say`Sign In`, command: 'arcGateway.account.signIn' },
  consent: { title: say`Sign In Again`, command: 'arcGateway.account.signIn' },
  wrongTenant: { title: say`Choose Tenant`, command: 'arcGateway.tenant.choose' },
  credential: { title: say`Store Service Principal`, command: 'arcGateway.servicePrincipal.store' },
  blocked: { title: say`Choose Sign-in Method`, command: 'arcGateway.account.chooseMethod' },
};

/** Most helpful first. */
export function actionsFor({ failure }: ArcError): readonly Action[] {
  if (failure.code === 'SignedOut') return [signInActions[failure.obstacle ?? 'signedOut']];
  if (failure.code === 'Conflict' && failure.interruptedRun !== undefined)
    return interruptedRunActions(failure.interruptedRun);
  return failure.code === 'InvalidInput' ? [] : [showLog];
}

const interruptedRunActions = (journal: string): readonly Action[] => [
  { title: say`Resume`, command: 'arcGateway.association.resume', argument: { journal } },
  { title: say`Discard`, command: 'arcGateway.association.cancel', argument: { journal } },
];

async function allActionsFor(error: ArcError, isKnown: IsKnown): Promise<readonly Action[]> {
  const actions = actionsFor(error);
  const said = explainable(error);
  // Always offered for failed output: the person may know more than the catalog.
  if (error.code !== 'RemoteFailed' && !(await isKnown(said.text))) return actions;
  const explain: Action = { title: say`Explain`, command: 'arcGateway.error.explain', argument: said };
  const helpful = actions.filter((action) => action !== showLog);
  return [...helpful, explain, ...actions.slice(helpful.length)];
}

/** Machine output, or messages with causes. */
function explainable(error: ArcError): { readonly origin: string; readonly text: string } {
  const { failure } = error;
  if (failure.code === 'RemoteFailed') {
    return {
      origin: l10n.t('Output of the failed command'),
      text: redact(`${failure.tail}\nexit code ${failure.exitCode}`),
    };
  }
  return { origin: l10n.t('Error message'), text: redact(messagesOf(error).join('\n')) };
}

const messagesOf = (error: Error): readonly string[] => [
  error.message,
  ...(error.cause instanceof Error ? messagesOf(error.cause) : []),
];

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ArcError } from '../kernel/errors';
import { foreign, say } from '../kernel/text/boxText';
import { showError } from './boxes/messages';
import { type Action, actionsFor, type ShowFailure, showLog } from './failures';
import { redact } from './redaction';

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

import * as vscode from 'vscode';
import type { RegisterCommand } from '../../vscode/commands';
import { setContextKey } from '../../vscode/contextKeys';
import type { CommandId } from '../../ids';
import { endedState, latestRun, recallRun } from './latestRun';
import type { AssociationDependencies } from './dependencies';
import type { AssociationSession } from './session';

// In ms. After a reload, the old window ends within seconds; another window may keep its run for hours.
const soon = 1000;
const later = 10_000;
const soonLooks = 20;

type CommandAction = (session: AssociationSession, argument: unknown, selection: unknown) => unknown;

const commands: readonly (readonly [CommandId, CommandAction])[] = [
  ['arcGateway.resource.associate', (session, argument, selection) => session.associate(argument, selection)],
  ['arcGateway.resource.detach', (session, argument, selection) => session.detach(argument, selection)],
  [
    'arcGateway.association.pause',
    (session) => {
      session.pause();
    },
  ],
  ['arcGateway.association.resume', (session, argument) => session.resume(argument)],
  ['arcGateway.association.cancel', (session, argument) => session.cancel(argument)],
  ['arcGateway.association.manage', (session) => session.manage()],
  ['arcGateway.association.showReport', (session) => session.showReport()],
  ['arcGateway.association.saveReport', (session) => session.saveReport()],
  ['arcGateway.association.retryFailed', (session) => session.retry()],
];

export function registerAssociation({
  registerCommand,
  ...dependencies
}: AssociationDependencies & { readonly registerCommand: RegisterCommand }): void {
  const { context, tenant, log } = dependencies;
  let session: Promise<AssociationSession> | undefined;
  const open = async (): Promise<AssociationSession> => {
    const { AssociationSession } = await import('./session');
    const made = new AssociationSession(dependencies);
    context.subscriptions.push(made);
    return made;
  };
  for (const [id, act] of commands) {
    registerCommand(id, async (argument, selection) => act(await (session ??= open()), argument, selection));
  }
  const latest = latestRun(context.globalState);
  setContextKey('arcGateway.associationState', latest ? endedState(latest) : 'none');
  let timer: NodeJS.Timeout | undefined;
  const offer = async (looks = 0): Promise<void> => {
    clearTimeout(timer);
    try {
      if (!(await recallRun(context))?.isOpen) return;
      const opened = await (session ??= open());
      if (opened.isHeld) timer = setTimeout(() => void offer(looks + 1), looks < soonLooks ? soon : later);
      else await opened.offerResume();
    } catch (error) {
      log.error('The run of an earlier window cannot be resumed.', error);
    }
  };
  context.subscriptions.push(
    tenant.onDidChange(() => void offer()),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
  void offer();
}

import type { RegisterCommand } from '../host/commands';
import { setContextKey } from '../host/contextKeys';
import type { CommandId } from '../ids';
import { latestRun } from './latestRun';
import type { Needs } from './needs';
import type { AssociationSession } from './session';

type Act = (session: AssociationSession, argument: unknown, selection: unknown) => unknown;

const commands: readonly (readonly [CommandId, Act])[] = [
  ['arcGateway.resource.associate', (session, argument, selection) => session.associate(argument, selection)],
  ['arcGateway.resource.detach', (session, argument, selection) => session.detach(argument, selection)],
  [
    'arcGateway.association.pause',
    (session) => {
      session.pause();
    },
  ],
  ['arcGateway.association.resume', (session) => session.resume()],
  ['arcGateway.association.cancel', (session) => session.cancel()],
  ['arcGateway.association.manage', (session) => session.manage()],
  ['arcGateway.association.showReport', (session) => session.showReport()],
  ['arcGateway.association.saveReport', (session) => session.saveReport()],
  ['arcGateway.association.retryFailed', (session) => session.retry()],
];

/** Changing associations. What does it loads with the first such command, or when an earlier window left a run. */
export function registerAssociation({
  registerCommand,
  ...needs
}: Needs & { readonly registerCommand: RegisterCommand }): void {
  const { context, tenant, log } = needs;
  let session: Promise<AssociationSession> | undefined;
  const open = async (): Promise<AssociationSession> => {
    const { AssociationSession } = await import('./session');
    const made = new AssociationSession(needs);
    context.subscriptions.push(made);
    return made;
  };
  for (const [id, act] of commands) {
    registerCommand(id, async (argument, selection) => act(await (session ??= open()), argument, selection));
  }
  const latest = latestRun(context.globalState);
  setContextKey('arcGateway.associationState', latest ? 'ended' : 'none');
  if (!latest?.isOpen) return;
  const offer = async (): Promise<void> => {
    try {
      await (await (session ??= open())).offerResume();
    } catch (error) {
      log.error('What an earlier window left cannot be resumed.', error);
    }
  };
  context.subscriptions.push(tenant.onDidChange(() => void offer()));
  void offer();
}

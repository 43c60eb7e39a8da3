import { cancelled } from '../../../kernel/errors';
import type { Associable, Gateway } from '../../../kernel/resources';
import { type BoxText, bullets, foreign, joined, paragraphs, say } from '../../../kernel/text/boxText';
import { retryWhileTransitioning } from '../../../throttling';
import { askText } from '../../../vscode/boxes/inputs';
import { confirmRisk } from '../../../vscode/boxes/messages';
import { withProgress } from '../../../vscode/boxes/progress';
import { systemClock } from '../../../vscode/clock';
import { gatewayTarget } from '../../../vscode/commandArguments';
import type { GatewayDependencies } from '../dependencies';
import type { GatewayOperations } from './operations';
import { type FreshUsers, readUsers } from './readUsers';
import { tellTransition, waitFor } from './waiting';

/** Deletes a gateway that nothing uses, once its name was typed. */
export async function deleteGateway(
  { inventory: store, tenant }: GatewayDependencies,
  operations: GatewayOperations,
  argument: unknown,
): Promise<void> {
  const gateway = gatewayTarget(store.inventory, argument);
  const api = await tenant.api();
  const found = await withProgress(say`Looking for what uses ${foreign('azureName', gateway.name)}`, (report, signal) =>
    readUsers({ api, store }, gateway, report, signal),
  );
  if (found.users.length > 0) {
    await refuse(gateway, found.users);
    return;
  }
  await confirm(gateway, doubtsOf(found), tenant.isSample);
  await withProgress(say`Deleting the gateway ${foreign('azureName', gateway.name)}`, async (report, signal) => {
    report(say`asking Azure`);
    // Not cancellable: a request that Azure may have accepted must not be forgotten.
    const ask = () => api.gateways.delete(gateway.id, AbortSignal.timeout(120_000));
    const send = () => retryWhileTransitioning(ask, { clock: systemClock, report: tellTransition(report) }, signal);
    const followed = await operations.begin('delete', { ...gateway, state: 'Deleting' }, send, signal);
    await waitFor(followed, report, signal, { takesLong: false });
  });
}

async function refuse({ name }: Gateway, users: readonly Associable[]): Promise<void> {
  const count = users.length === 1 ? say`one resource uses it` : say`${users.length} resources use it`;
  const listed = bullets(users.map((user) => foreign('azureName', user.name)));
  const advice = say`Without it they would lose Azure. Detach them first, or associate them with another gateway.`;
  await confirmRisk(say`${foreign('azureName', name)} cannot be deleted: ${count}.`, paragraphs(listed, advice));
}

/** Why something may use it after all. */
function doubtsOf({ unknown, isPartial }: FreshUsers): BoxText {
  const unread = unknown.length === 1 ? say`one resource` : say`${unknown.length} resources`;
  const doubts = [
    ...(unknown.length > 0 ? [say` Of ${unread} it could not be read.`] : []),
    ...(isPartial ? [say` A part of your resources could not be read; some of them may use it.`] : []),
  ];
  return joined(doubts, '');
}

async function confirm({ name }: Gateway, doubts: BoxText, isSample: boolean): Promise<void> {
  const shown = foreign('azureName', name);
  const typed = await askText({
    title: say`Delete the gateway ${shown}${isSample ? say` (sample tenant)` : say``}`,
    prompt: say`Nothing that you can see uses it.${doubts} Its URL is gone for good. Type “${shown}” to delete it.`,
    placeHolder: shown,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || text.trim() === name ? undefined : say`This is not the name of the gateway.`,
  });
  if (typed?.trim() !== name) throw cancelled();
}

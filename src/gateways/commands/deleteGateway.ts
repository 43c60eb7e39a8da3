import * as vscode from 'vscode';
import {
  afterTransition,
  armReads,
  type Associable,
  cancelled,
  type Gateway,
  type GatewayUsers,
  Pacer,
  problemsOf,
  usersOf,
} from '../../core';
import { systemClock } from '../../host/clock';
import { withProgress } from '../../host/progress';
import { gatewayTarget } from '../../host/target';
import type { GatewayNeeds } from '../needs';
import type { GatewayOperations } from './operations';
import { tellTransition, waitFor } from './waiting';

const parallelReads = 8;
const mostListed = 15;

/** Deletes a gateway that nothing uses, once its name was typed. */
export async function deleteGateway(
  needs: GatewayNeeds,
  operations: GatewayOperations,
  argument: unknown,
): Promise<void> {
  const { inventory, tenant } = needs;
  const gateway = gatewayTarget(inventory.inventory, argument);
  const { users, unknown } = await withProgress(`Looking for what uses ${gateway.name}`, (report, signal) =>
    freshUsersOf(needs, gateway, report, signal),
  );
  if (users.length > 0) {
    await refuse(gateway, users);
    return;
  }
  await confirm(gateway, doubtsOf(needs, unknown), tenant.isSample);
  await withProgress(`Deleting the gateway ${gateway.name}`, async (report, signal) => {
    const api = await tenant.api();
    report('asking Azure');
    // Not cancellable: a request that Azure may have accepted must not be forgotten.
    const send = () => api.gateways.delete(gateway.id, AbortSignal.timeout(120_000));
    const operation = await afterTransition(send, { clock: systemClock, report: tellTransition(report) }, signal);
    const followed = await operations.begin({ operation, gateway: { ...gateway, state: 'Deleting' } });
    await waitFor(followed, report, signal, { takesLong: false });
  });
}

/** Reads again what the tree believes to use it; if that is nothing, also what the tree does not know. */
async function freshUsersOf(
  { inventory }: GatewayNeeds,
  gateway: Gateway,
  report: (message: string) => void,
  signal: AbortSignal,
): Promise<GatewayUsers> {
  const pacer = new Pacer({ ...armReads, parallel: parallelReads }, systemClock);
  const now = (): GatewayUsers =>
    inventory.inventory ? usersOf(inventory.inventory, gateway.id) : { users: [], unknown: [] };
  const readAgain = async (resources: readonly Associable[]): Promise<void> => {
    let done = 0;
    await Promise.all(
      resources.map(async ({ id }) => {
        await pacer.run(() => inventory.refreshAssociation(id, signal), signal);
        report(`${++done} of ${resources.length} associations read`);
      }),
    );
  };
  await readAgain(now().users);
  if (now().users.length === 0) await readAgain(now().unknown);
  return now();
}

async function refuse({ name }: Gateway, users: readonly Associable[]): Promise<void> {
  const count = users.length === 1 ? 'one resource uses it' : `${users.length} resources use it`;
  const listed = users.slice(0, mostListed).map((user) => `• ${user.name}`);
  const more = users.length > mostListed ? [`and ${users.length - mostListed} more`] : [];
  const advice = 'Without it they would lose Azure. Detach them first, or associate them with another gateway.';
  await vscode.window.showWarningMessage(`${name} cannot be deleted: ${count}.`, {
    modal: true,
    detail: [[...listed, ...more].join('\n'), advice].join('\n\n'),
  });
}

/** Why something may use it after all. */
function doubtsOf({ inventory }: GatewayNeeds, unknown: readonly Associable[]): string {
  const isPartial = inventory.inventory !== undefined && problemsOf(inventory.inventory).length > 0;
  if (unknown.length > 0) return ` Of ${unknown.length} resources it could not be read whether they use it.`;
  return isPartial ? ' A part of your resources could not be read; some of them may use it.' : '';
}

async function confirm({ name }: Gateway, doubts: string, isSample: boolean): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: `Delete the gateway ${name}${isSample ? ' (sample tenant)' : ''}`,
    prompt: `Nothing that you can see uses it.${doubts} Its URL is gone for good. Type “${name}” to delete it.`,
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' || text.trim() === name ? undefined : 'This is not the name of the gateway.'),
  });
  if (typed?.trim() !== name) throw cancelled();
}

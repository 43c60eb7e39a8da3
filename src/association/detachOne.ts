import * as vscode from 'vscode';
import {
  type ArcApi,
  ArcError,
  type Associable,
  associationOf,
  cancelled,
  type DetachPlan,
  detachPlan,
  findGateway,
  parseResourceId,
} from '../core';
import type { InventoryStore } from '../host/inventoryStore';
import { withProgress } from '../host/progress';
import { concernsAgents } from './chooseScope';
import type { Needs } from './needs';

const confirmation = 'Detach';
const onMachineToo = 'On the Machine Too…';
const copyCommand = 'Copy Command';
const patience = (): AbortSignal => AbortSignal.timeout(60_000);

/**
 * Takes a machine or cluster off its gateway: shows what that means, clears the association, and proves it by reading.
 * Returns `onMachine`, with nothing changed, when the person wants the agent on the machine to be told as well.
 */
export async function detachOne({ inventory, tenant }: Needs, resource: Associable): Promise<'onMachine' | 'ended'> {
  const gateway = await gatewayInUse(inventory, resource);
  const plan = detachPlan(resource, gateway);
  if (!plan.ok) {
    await vscode.window.showWarningMessage(`${resource.name} cannot be detached from here.`, {
      modal: true,
      detail: plan.error,
    });
    return 'ended';
  }
  const scope = await confirm(resource, gateway.name, plan.value, tenant.isSample);
  if (scope === onMachineToo) return 'onMachine';
  await withProgress(`Detaching ${resource.name} from ${gateway.name}`, async (report, signal) => {
    await clearAssociation(await tenant.api(), inventory, resource, report, signal);
  });
  await offerLastStep(resource, gateway.name, plan.value);
  return 'ended';
}

/** Reads the association afresh: what the tree shows may be minutes old. */
async function gatewayInUse(inventory: InventoryStore, resource: Associable): Promise<{ readonly name: string }> {
  const association = await inventory.refreshAssociation(resource.id, patience());
  if (association.status === 'failed') throw association.error;
  if (association.status !== 'read' || association.gatewayId === undefined) {
    throw new ArcError({ code: 'Conflict' }, `${resource.name} is not associated with a gateway any more.`);
  }
  const known = inventory.inventory && findGateway(inventory.inventory, association.gatewayId);
  if (known) return known;
  const parts = parseResourceId(association.gatewayId);
  return { name: parts.ok ? parts.value.name : association.gatewayId };
}

async function confirm(
  resource: Associable,
  gateway: string,
  plan: DetachPlan,
  isSample: boolean,
): Promise<typeof confirmation | typeof onMachineToo> {
  const buttons = concernsAgents([resource], { kind: 'detach' })
    ? ([confirmation, onMachineToo] as const)
    : ([confirmation] as const);
  const chosen = await vscode.window.showWarningMessage(
    `Detach ${resource.name} from ${gateway}?${isSample ? ' (sample tenant)' : ''}`,
    { modal: true, detail: detailOf(plan) },
    ...buttons,
  );
  if (chosen === undefined) throw cancelled();
  return chosen;
}

const detailOf = ({ changes, mustBeOpen, onMachine }: DetachPlan): string =>
  [
    `What changes in Azure:\n${bulleted(changes)}`,
    `What must be open from there to the internet, or the agent loses Azure:\n${bulleted(mustBeOpen)}`,
    ...(onMachine ? [`What you then run on the machine:\n${onMachine.command}`] : []),
  ].join('\n\n');

const bulleted = (lines: readonly string[]): string => lines.map((line) => `• ${line}`).join('\n');

/** Whatever happens on the way, the association is read again, so that the tree shows what is true. */
async function clearAssociation(
  api: ArcApi,
  inventory: InventoryStore,
  resource: Associable,
  report: (message: string) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    // The cluster first, so that it never uses a gateway that refuses it. From there on it cannot be cancelled.
    if (resource.kind === 'cluster') {
      report('telling the cluster');
      signal.throwIfAborted();
      await api.setClusterGateway(resource.id, false, patience());
    }
    report('clearing the association');
    await api.associate(resource.id, undefined, resource.kind === 'cluster' ? patience() : signal);
  } finally {
    report('reading it back');
    await inventory.refreshAssociation(resource.id, patience());
  }
  const after = inventory.inventory && associationOf(inventory.inventory, resource);
  if (after?.status === 'failed') throw after.error;
  if (after?.status === 'read' && after.gatewayId !== undefined) {
    const message = `Azure accepted the request, but still names ${after.gatewayId} for ${resource.name}. Refresh in a minute; if it stays, somebody or something associates it again.`;
    throw new ArcError({ code: 'Conflict' }, message);
  }
}

async function offerLastStep(resource: Associable, gateway: string, { onMachine }: DetachPlan): Promise<void> {
  if (!onMachine) return;
  const chosen = await vscode.window.showInformationMessage(
    `${resource.name} is detached from ${gateway} in Azure. To finish, run on the machine: ${onMachine.command}`,
    copyCommand,
  );
  if (chosen === copyCommand) await vscode.env.clipboard.writeText(onMachine.command);
}

import * as vscode from 'vscode';
import {
  afterTransition,
  type ArcApi,
  cancelled,
  type Gateway,
  gatewayIdOf,
  gatewayProvider,
  noGatewaysIn,
  tagsText,
  untilRegistered,
  usualMinutes,
} from '../../core';
import { ask } from '../../host/ask';
import { systemClock } from '../../host/clock';
import { withProgress } from '../../host/progress';
import type { GatewayNeeds } from '../needs';
import type { GatewayOperations } from './operations';
import { askForGateway, type GatewayWish } from './questions';
import { tellTransition, waitFor } from './waiting';

/** Asks for a gateway, creates it, and waits for it as long as the person likes to. */
export async function createGateway(
  { inventory, tenant }: GatewayNeeds,
  operations: GatewayOperations,
  argument: unknown,
): Promise<void> {
  const api = await tenant.api();
  if (tenant.cloud?.gateways === 'absent') throw noGatewaysIn(tenant.cloud);
  const subscriptions = inventory.inventory?.subscriptions ?? (await api.subscriptions(AbortSignal.timeout(60_000)));
  const wish = await askForGateway(ask, { api: api.gateways, subscriptions, subscriptionId: subscriptionIn(argument) });
  await confirm(wish, tenant.isSample);
  await withProgress(`Creating the gateway ${wish.name}`, async (report, signal) => {
    await prepare(api, wish, report, signal);
    report('asking Azure');
    // Not cancellable: a request that Azure may have accepted must not be forgotten.
    const ask = () => api.gateways.create(requestOf(wish), AbortSignal.timeout(120_000));
    const send = () => afterTransition(ask, { clock: systemClock, report: tellTransition(report) }, signal);
    const followed = await operations.begin('create', rowOf(wish), send, signal);
    await waitFor(followed, report, signal, { takesLong: true });
  });
}

/** A row of a subscription in the tree, or of something in one. */
function subscriptionIn(argument: unknown): string | undefined {
  const { node } = (argument ?? {}) as { node?: { id?: unknown } };
  return typeof node?.id === 'string' ? /subscription(?::|s\/)([0-9a-f-]{36})/i.exec(node.id)?.[1] : undefined;
}

async function confirm(wish: GatewayWish, isSample: boolean): Promise<void> {
  const { name, subscription, resourceGroup, isNewGroup, location, tags, needsRegistration } = wish;
  const create = needsRegistration ? 'Register and Create' : 'Create';
  const facts = [
    `Subscription: ${subscription.name}`,
    `Resource group: ${resourceGroup}${isNewGroup ? ' (new)' : ''}`,
    `Location: ${location.display}`,
    ...(Object.keys(tags).length > 0 ? [`Tags: ${tagsText(tags)}`] : []),
  ];
  const register = needsRegistration
    ? [
        `The subscription is first registered for the resource provider ${gatewayProvider}; nothing else changes by that.`,
      ]
    : [];
  const detail = [facts.join('\n'), ...register, `It usually takes about ${usualMinutes} minutes.`].join('\n\n');
  const question = `Create the Arc gateway ${name}?${isSample ? ' (sample tenant)' : ''}`;
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, create);
  if (answer !== create) throw cancelled();
}

/** What has to be there before a gateway can be. */
async function prepare(
  { gateways }: ArcApi,
  { subscription, needsRegistration, isNewGroup, resourceGroup, location }: GatewayWish,
  report: (message: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (needsRegistration) {
    const tell = (state: string): void => {
      report(`registering ${gatewayProvider}; Azure says “${state}”`);
    };
    tell('asked');
    await untilRegistered(gateways, subscription.id, { clock: systemClock, report: tell }, signal);
  }
  if (!isNewGroup) return;
  report(`creating the resource group ${resourceGroup}`);
  await gateways.createResourceGroup(subscription.id, { name: resourceGroup, location: location.name }, signal);
}

const requestOf = ({ subscription, resourceGroup, name, location, tags }: GatewayWish) => ({
  subscriptionId: subscription.id,
  resourceGroup,
  name,
  location: location.name,
  tags,
});

/** The gateway before Azure has told anything of it. */
const rowOf = (wish: GatewayWish): Gateway => ({
  kind: 'gateway',
  ...requestOf(wish),
  id: gatewayIdOf(requestOf(wish)),
  subscriptionId: wish.subscription.id.toLowerCase(),
  state: 'Creating',
});

import { cancelled } from '../../../kernel/errors';
import { noGatewaysIn } from '../../../kernel/knowledge/clouds';
import { gatewayIdOf, gatewayProvider, usualMinutes } from '../../../kernel/knowledge/gatewayLife';
import type { ArcApi } from '../../../kernel/ports';
import type { Gateway } from '../../../kernel/resources';
import { foreign, lines, paragraphs, say } from '../../../kernel/text/boxText';
import { retryWhileTransitioning, registerAndWait } from '../../../throttling';
import { tagsText } from '../../engine';
import { ask } from '../../../vscode/ask';
import { confirm as askToConfirm } from '../../../vscode/boxes/messages';
import { type Report, withProgress } from '../../../vscode/boxes/progress';
import { systemClock } from '../../../vscode/clock';
import type { GatewayDependencies } from '../dependencies';
import type { GatewayOperations } from './operations';
import { askForGateway, type GatewayRequest } from './questions';
import { tellTransition, waitFor } from './waiting';

/** Asks for a gateway, creates it, and waits for it as long as the person likes to. */
export async function createGateway(
  { inventory, tenant }: GatewayDependencies,
  operations: GatewayOperations,
  argument: unknown,
): Promise<void> {
  const api = await tenant.api();
  if (tenant.cloud?.gateways === 'absent') throw noGatewaysIn(tenant.cloud);
  const subscriptions = inventory.inventory?.subscriptions ?? (await api.subscriptions(AbortSignal.timeout(60_000)));
  const wish = await askForGateway(ask, { api: api.gateways, subscriptions, subscriptionId: subscriptionIn(argument) });
  await confirm(wish, tenant.isSample);
  await withProgress(say`Creating the gateway ${foreign('typed', wish.name)}`, async (report, signal) => {
    await prepare(api, wish, report, signal);
    report(say`asking Azure`);
    // Not cancellable: a request that Azure may have accepted must not be forgotten.
    const ask = () => api.gateways.create(requestOf(wish), AbortSignal.timeout(120_000));
    const send = () => retryWhileTransitioning(ask, { clock: systemClock, report: tellTransition(report) }, signal);
    const followed = await operations.begin('create', rowOf(wish), send, signal);
    await waitFor(followed, report, signal, { takesLong: true });
  });
}

/** A row of a subscription in the tree, or of something in one. */
function subscriptionIn(argument: unknown): string | undefined {
  const { node } = (argument ?? {}) as { node?: { id?: unknown } };
  return typeof node?.id === 'string' ? /subscription(?::|s\/)([0-9a-f-]{36})/i.exec(node.id)?.[1] : undefined;
}

async function confirm(wish: GatewayRequest, isSample: boolean): Promise<void> {
  const { name, subscription, resourceGroup, isNewGroup, location, tags, needsRegistration } = wish;
  const create = needsRegistration ? say`Register and Create` : say`Create`;
  const facts = [
    say`Subscription: ${foreign('azureName', subscription.name)}`,
    say`Resource group: ${foreign('azureName', resourceGroup)}${isNewGroup ? say` (new)` : say``}`,
    say`Location: ${foreign('azureName', location.display)}`,
    ...(Object.keys(tags).length > 0 ? [say`Tags: ${foreign('typed', tagsText(tags))}`] : []),
  ];
  const register = needsRegistration
    ? [
        say`The subscription is first registered for the resource provider ${foreign('azureName', gatewayProvider)}; nothing else changes by that.`,
      ]
    : [];
  const detail = paragraphs(lines(...facts), ...register, say`It usually takes about ${usualMinutes} minutes.`);
  const question = say`Create the Arc gateway ${foreign('typed', name)}?${isSample ? say` (sample tenant)` : say``}`;
  if ((await askToConfirm(question, detail, create)) !== create) throw cancelled();
}

/** What has to be there before a gateway can be. */
async function prepare(
  { gateways }: ArcApi,
  { subscription, needsRegistration, isNewGroup, resourceGroup, location }: GatewayRequest,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  if (needsRegistration) {
    const tell = (state: string): void => {
      report(say`registering ${foreign('azureName', gatewayProvider)}; Azure says “${foreign('azureMessage', state)}”`);
    };
    tell('asked');
    await registerAndWait(gateways, subscription.id, { clock: systemClock, report: tell }, signal);
  }
  if (!isNewGroup) return;
  report(say`creating the resource group ${foreign('azureName', resourceGroup)}`);
  await gateways.createResourceGroup(subscription.id, { name: resourceGroup, location: location.name }, signal);
}

const requestOf = ({ subscription, resourceGroup, name, location, tags }: GatewayRequest) => ({
  subscriptionId: subscription.id,
  resourceGroup,
  name,
  location: location.name,
  tags,
});

/** The gateway before Azure has told anything of it. */
const rowOf = (wish: GatewayRequest): Gateway => ({
  kind: 'gateway',
  ...requestOf(wish),
  id: gatewayIdOf(requestOf(wish)),
  subscriptionId: wish.subscription.id.toLowerCase(),
  state: 'Creating',
});

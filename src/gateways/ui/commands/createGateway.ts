import { canceled } from '../../../kernel/errors';
import { guidInText } from '../../../kernel/guid';
import { isRecord } from '../../../kernel/isRecord';
import { noGatewaysIn } from '../../../kernel/knowledge/errors';
import { creationSource, creationTime, gatewayIdOf, gatewayProvider } from '../../../kernel/knowledge/gatewayLife';
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

/** Waiting can be canceled; Azure still creates the gateway. */
export async function createGateway(
  { inventory, tenant }: GatewayDependencies,
  operations: GatewayOperations,
  argument: unknown,
): Promise<void> {
  const api = await tenant.api();
  if (tenant.cloud?.gateways === 'absent') throw noGatewaysIn(tenant.cloud);
  const subscriptions = inventory.inventory?.subscriptions ?? (await api.subscriptions(AbortSignal.timeout(60_000)));
  const request = await askForGateway(ask, {
    api: api.gateways,
    subscriptions,
    subscriptionId: subscriptionIn(argument),
  });
  await confirm(request, tenant.isSample);
  await withProgress(say`Creating the gateway ${foreign('typed', request.name)}`, async (report, signal) => {
    await prepare(api, request, report, signal);
    report(say`sending the request to Azure`);
    // Not cancelable: a request that Azure may have accepted must not be forgotten.
    const ask = () => api.gateways.create(requestOf(request), AbortSignal.timeout(120_000));
    const send = () => retryWhileTransitioning(ask, { clock: systemClock, report: tellTransition(report) }, signal);
    const followed = await operations.begin('create', rowOf(request), send, signal);
    await waitFor(followed, report, signal, { takesLong: true });
  });
}

const subscriptionInId = new RegExp(`subscription(?::|s/)(${guidInText})`, 'i');

/** From the tree row of a subscription, or of a resource in one. */
function subscriptionIn(argument: unknown): string | undefined {
  const node = isRecord(argument) && isRecord(argument.node) ? argument.node : {};
  return typeof node.id === 'string' ? subscriptionInId.exec(node.id)?.[1] : undefined;
}

async function confirm(request: GatewayRequest, isSample: boolean): Promise<void> {
  const { name, subscription, resourceGroup, isNewGroup, location, tags, needsRegistration } = request;
  const create = needsRegistration ? say`Register and create` : say`Create`;
  const facts = [
    say`Subscription: ${foreign('azureName', subscription.name)}`,
    isNewGroup
      ? say`Resource group: ${foreign('azureName', resourceGroup)} (new)`
      : say`Resource group: ${foreign('azureName', resourceGroup)}`,
    say`Location: ${foreign('azureName', location.display)}`,
    ...(Object.keys(tags).length > 0 ? [say`Tags: ${foreign('typed', tagsText(tags))}`] : []),
  ];
  const register = needsRegistration
    ? [
        say`First registers the subscription for the resource provider ${foreign('azureName', gatewayProvider)}. This changes nothing else.`,
      ]
    : [];
  const usualTime = lines(foreign('sentence', creationTime()), say`Source: ${foreign('sentence', creationSource)}`);
  const detail = paragraphs(lines(...facts), ...register, usualTime);
  const shown = foreign('typed', name);
  const question = isSample
    ? say`Create the Arc gateway ${shown}? (sample tenant)`
    : say`Create the Arc gateway ${shown}?`;
  if ((await askToConfirm(question, detail, create)) !== create) throw canceled();
}

/** Registers the provider and creates the resource group if needed. */
async function prepare(
  api: ArcApi,
  { subscription, needsRegistration, isNewGroup, resourceGroup, location }: GatewayRequest,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  if (needsRegistration) {
    const provider = foreign('azureName', gatewayProvider);
    const tell = (state: string): void => {
      report(say`registering ${provider} (state: ${foreign('azureMessage', state)})`);
    };
    report(say`registering ${provider}`);
    const registration = { subscriptionId: subscription.id, namespace: gatewayProvider };
    await registerAndWait(api, registration, { clock: systemClock, report: tell }, signal);
  }
  if (!isNewGroup) return;
  report(say`creating the resource group ${foreign('azureName', resourceGroup)}`);
  await api.gateways.createResourceGroup(subscription.id, { name: resourceGroup, location: location.name }, signal);
}

const requestOf = ({ subscription, resourceGroup, name, location, tags }: GatewayRequest) => ({
  subscriptionId: subscription.id,
  resourceGroup,
  name,
  location: location.name,
  tags,
});

/** Shown until Azure returns the gateway. */
const rowOf = (request: GatewayRequest): Gateway => ({
  kind: 'gateway',
  ...requestOf(request),
  id: gatewayIdOf(requestOf(request)),
  subscriptionId: request.subscription.id.toLowerCase(),
  state: 'Creating',
});

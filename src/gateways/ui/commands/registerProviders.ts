import * as vscode from 'vscode';
import { asArcError, canceled } from '../../../kernel/errors';
import { isRecord } from '../../../kernel/isRecord';
import { gatewayProvider } from '../../../kernel/knowledge/gatewayLife';
import { pageSource } from '../../../kernel/knowledge/pages';
import type { ArcApi } from '../../../kernel/ports';
import { redact } from '../../../kernel/redact';
import { type BoxText, bullets, foreign, joined, lines, paragraphs, say } from '../../../kernel/text/boxText';
import { listOf } from '../../../kernel/text/phrases';
import { clusterProviders } from '../../../planning/targets/clusters';
import { registerAndWait } from '../../../throttling';
import { readRegistrations, type Registrations, registrationCommands } from '../../engine';
import { ask } from '../../../vscode/ask';
import { confirm, showError, showInformation } from '../../../vscode/boxes/messages';
import { pickMany } from '../../../vscode/boxes/picks';
import { type Report, withProgress } from '../../../vscode/boxes/progress';
import { systemClock } from '../../../vscode/clock';
import type { GatewayDependencies } from '../dependencies';
import { registrationsFailed } from '../errors';

const title = say`Register resource providers`;
const register = say`Register`;
const copyForCli = say`Copy for Azure CLI`;
const copyForPowershell = say`Copy for PowerShell`;

/**
 * Registers a subscription for resource providers after asking, and waits. The argument may have `subscriptionId` and
 * `namespaces`. True once all are registered.
 */
export async function registerProviders(dependencies: GatewayDependencies, argument: unknown): Promise<boolean> {
  const { tenant, log } = dependencies;
  const api = await tenant.api();
  const wish = (isRecord(argument) ? readRegistrations(argument) : undefined) ?? (await choose(dependencies, api));
  if (!wish) return false;
  await agree(dependencies, wish);
  const shown = foreign('sentence', listOf(wish.namespaces));
  try {
    await withProgress(say`Registering ${shown}`, (report, signal) => registerAll(api, wish, log.info, report, signal));
  } catch (thrown) {
    const error = asArcError(thrown);
    if (error.code !== 'Forbidden') throw error;
    log.error(`${wish.subscriptionId} could not be registered for ${wish.namespaces.join(', ')}`, error);
    const failure = say`${foreign('failure', redact(error.message))} Pass the command on to someone who may.`;
    const chosen = await showError(failure, copyForCli, copyForPowershell);
    await copyCommand(wish, chosen);
    return false;
  }
  void showInformation(say`${subscriptionName(dependencies, wish)} is registered for ${shown}.`);
  return true;
}

async function agree(dependencies: GatewayDependencies, wish: Registrations): Promise<void> {
  const { tenant } = dependencies;
  const account = await tenant.account();
  const name = subscriptionName(dependencies, wish);
  const detail = paragraphs(
    lines(
      say`Subscription: ${name} (${foreign('azureName', wish.subscriptionId)})`,
      ...(account === undefined ? [] : [say`As: ${foreign('azureName', account)}`]),
    ),
    bullets(wish.namespaces.map((each) => foreign('azureName', each))),
    say`Azure then accepts resources of these providers in the subscription. Nothing else changes, and it usually takes a few minutes.`,
    say`To undo: ${foreign('sentence', 'az provider unregister')}. It is rarely wanted: Azure refuses it while the subscription has resources of the provider.`,
    say`Source: ${foreign('sentence', pageSource('resourceProviders'))}`,
  );
  const question = tenant.isSample
    ? say`Register ${name} for resource providers? (sample tenant)`
    : say`Register ${name} for resource providers?`;
  const chosen = await confirm(question, detail, register, copyForCli, copyForPowershell);
  if (chosen === register) return;
  await copyCommand(wish, chosen);
  throw canceled();
}

async function copyCommand(wish: Registrations, chosen: BoxText | undefined): Promise<void> {
  if (chosen !== copyForCli && chosen !== copyForPowershell) return;
  const { bash, powershell } = registrationCommands(wish);
  await vscode.env.clipboard.writeText(chosen === copyForCli ? bash : powershell);
}

/** Azure registers each by itself, so one that is refused stops none of the others. */
async function registerAll(
  api: ArcApi,
  { subscriptionId, namespaces }: Registrations,
  log: (message: string) => void,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const states = new Map(namespaces.map((namespace) => [namespace, '…']));
  const tell = (namespace: string, state: string): void => {
    if (states.get(namespace) === state) return;
    states.set(namespace, state);
    log(`${subscriptionId}: ${namespace} is ${state}.`);
    const all = [...states].map(([name, now]) => say`${foreign('azureName', name)}: ${foreign('azureMessage', now)}`);
    report(joined([...all, say`Canceling only stops waiting.`], ' · '));
  };
  const results = await Promise.allSettled(
    namespaces.map(async (namespace) => {
      const patience = { clock: systemClock, report: (state: string) => tell(namespace, state) };
      await registerAndWait(api, { subscriptionId, namespace }, patience, signal);
      tell(namespace, 'Registered');
    }),
  );
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [asArcError(result.reason)] : []));
  const [first, ...others] = failures;
  if (!first) return;
  throw others.length === 0 ? first : registrationsFailed(first, failures);
}

function subscriptionName({ inventory }: GatewayDependencies, { subscriptionId }: Registrations): BoxText {
  const id = subscriptionId.toLowerCase();
  const known = inventory.inventory?.subscriptions.find((each) => each.id.toLowerCase() === id);
  return foreign('azureName', known?.name ?? subscriptionId);
}

/** Undefined if there is nothing to register. */
async function choose({ inventory }: GatewayDependencies, api: ArcApi): Promise<Registrations | undefined> {
  const subscription = await ask.pick({
    title,
    placeholder: say`Subscription to register`,
    choices: async (signal) =>
      (inventory.inventory?.subscriptions ?? (await api.subscriptions(signal))).map((each) => ({
        label: foreign('azureName', each.name),
        description: foreign('azureName', each.id),
        value: each,
      })),
  });
  if (!subscription) return undefined;
  const namespaces = [...new Set([gatewayProvider, ...clusterProviders])];
  const states = await withProgress(say`Reading the resource providers`, (_, signal) =>
    Promise.all(
      namespaces.map(async (namespace) => {
        const { reads } = api.pacers.of(subscription.id);
        const state = await reads.run(() => api.providerState(subscription.id, namespace, signal), signal);
        return { namespace, state };
      }),
    ),
  );
  const missing = states.filter(({ state }) => state.toLowerCase() !== 'registered');
  if (missing.length === 0) {
    const all = foreign('sentence', listOf(namespaces));
    void showInformation(say`${foreign('azureName', subscription.name)} is registered for ${all}.`);
    return undefined;
  }
  const items = missing.map(({ namespace, state }) => ({
    label: foreign('azureName', namespace),
    description: foreign('azureMessage', state),
    picked: true,
    namespace,
  }));
  const chosen = await pickMany(items, { title, placeHolder: say`Resource providers to register` });
  if (!chosen || chosen.length === 0) throw canceled();
  return { subscriptionId: subscription.id, namespaces: chosen.map(({ namespace }) => namespace) };
}

import { canceled } from '../../../kernel/errors';
import type { GatewayApi } from '../../../kernel/gatewayApi';
import type { Gateway } from '../../../kernel/resources';
import { foreign, joined, paragraphs, say } from '../../../kernel/text/boxText';
import { retryWhileTransitioning } from '../../../throttling';
import { bypassChange, type BypassChange, bypassRequirements, readBypassHosts } from '../../engine';
import { askText } from '../../../vscode/boxes/inputs';
import { confirmRisk } from '../../../vscode/boxes/messages';
import { withProgress } from '../../../vscode/boxes/progress';
import { systemClock } from '../../../vscode/clock';
import { gatewayTarget } from '../../../vscode/commandArguments';
import type { GatewayDependencies } from '../dependencies';
import { bypassListDiffers, bypassListNotOffered } from '../errors';
import { tellTransition } from './waiting';

/** Lines that keep the buttons of a dialog visible. */
const mostListed = 20;

/** Resolves once the list has changed; otherwise throws. */
export async function editBypass({ inventory, tenant }: GatewayDependencies, argument: unknown): Promise<Gateway> {
  const gateway = gatewayTarget(inventory.inventory, argument);
  const { gateways } = await tenant.api();
  const before = await withProgress(
    say`Reading the bypass list of ${foreign('azureName', gateway.name)}`,
    (_, signal) => bypassOf(gateways, gateway, signal),
  );
  const hosts = await askForHosts(gateway, before);
  const change = bypassChange(before, hosts);
  await confirm(gateway, change, tenant.isSample);
  await withProgress(say`Changing the bypass list of ${foreign('azureName', gateway.name)}`, async (report, signal) => {
    const write = () => gateways.setBypass(gateway.id, hosts, signal);
    await retryWhileTransitioning(write, { clock: systemClock, report: tellTransition(report) }, signal);
    report(say`checking the result`);
    await verifyBypass(gateways, gateway, hosts, signal);
  });
  return gateway;
}

async function bypassOf(api: GatewayApi, { id, name }: Gateway, signal: AbortSignal): Promise<readonly string[]> {
  const { bypass } = await api.details(id, signal);
  if (bypass) return bypass;
  throw bypassListNotOffered(name);
}

async function askForHosts({ name }: Gateway, before: readonly string[]): Promise<readonly string[]> {
  const text = await askText({
    title: say`Bypass list of ${foreign('azureName', name)}`,
    prompt: say`Full names of hosts that bypass the gateway, separated by commas. Leave empty for none. ${foreign('sentence', bypassRequirements())}`,
    placeHolder: say`repo.contoso.com, artifacts.contoso.com`,
    value: before.join(', '),
    validateInput: (value) => {
      const hosts = readBypassHosts(value);
      return hosts.ok ? undefined : foreign('typed', hosts.error.message);
    },
  });
  const hosts = text === undefined ? undefined : readBypassHosts(text);
  if (!hosts?.ok) throw canceled();
  return hosts.value;
}

async function confirm({ name }: Gateway, change: BypassChange, isSample: boolean): Promise<void> {
  const { added, removed, kept } = change;
  if (added.length === 0 && removed.length === 0) throw canceled();
  const apply = say`Apply`;
  const changes = [
    ...removed.map((host) => say`− ${foreign('azureName', host)}`),
    ...added.map((host) => say`+ ${foreign('typed', host)}`),
  ];
  const unchanged = kept.length > 0 ? [say`${kept.length} unchanged`] : [];
  const consequence =
    added.length > 0
      ? say`Machines must be able to reach the added hosts without the gateway: directly, or through their own proxy.`
      : say`Traffic to the removed hosts goes through the gateway again.`;
  const shown = foreign('azureName', name);
  const question = isSample
    ? say`Change the bypass list of ${shown}? (sample tenant)`
    : say`Change the bypass list of ${shown}?`;
  const detail = paragraphs(
    joined([joined(changes, '\n', mostListed), ...unchanged], '\n'),
    consequence,
    foreign('sentence', bypassRequirements()),
  );
  if ((await confirmRisk(question, detail, apply)) !== apply) throw canceled();
}

/** Azure may accept a list without applying it, so this reads it again. */
async function verifyBypass(
  api: GatewayApi,
  gateway: Gateway,
  hosts: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { added, removed } = bypassChange(hosts, await bypassOf(api, gateway, signal));
  if (added.length === 0 && removed.length === 0) return;
  throw bypassListDiffers(gateway.name, [...removed, ...added]);
}

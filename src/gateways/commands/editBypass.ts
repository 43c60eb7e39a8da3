import * as vscode from 'vscode';
import {
  afterTransition,
  ArcError,
  bypassChange,
  type BypassChange,
  bypassNeeds,
  cancelled,
  type Gateway,
  type GatewayApi,
  readBypassHosts,
} from '../../core';
import { systemClock } from '../../host/clock';
import { withProgress } from '../../host/progress';
import { gatewayTarget } from '../../host/target';
import type { GatewayNeeds } from '../needs';
import { tellTransition } from './waiting';

/** Changes which hosts go past a gateway; returns the gateway when it was changed. */
export async function editBypass({ inventory, tenant }: GatewayNeeds, argument: unknown): Promise<Gateway> {
  const gateway = gatewayTarget(inventory.inventory, argument);
  const { gateways } = await tenant.api();
  const before = await withProgress(`Reading the bypass list of ${gateway.name}`, (_, signal) =>
    bypassOf(gateways, gateway, signal),
  );
  const hosts = await askForHosts(gateway, before);
  const change = bypassChange(before, hosts);
  await confirm(gateway, change, tenant.isSample);
  await withProgress(`Changing the bypass list of ${gateway.name}`, async (report, signal) => {
    const write = () => gateways.setBypass(gateway.id, hosts, signal);
    await afterTransition(write, { clock: systemClock, report: tellTransition(report) }, signal);
    report('reading it back');
    await prove(gateways, gateway, hosts, signal);
  });
  return gateway;
}

async function bypassOf(api: GatewayApi, { id, name }: Gateway, signal: AbortSignal): Promise<readonly string[]> {
  const { bypass } = await api.details(id, signal);
  if (bypass) return bypass;
  throw new ArcError(
    { code: 'Unsupported' },
    `Azure does not offer the preview API with bypass lists here yet, so that of ${name} can be neither read nor changed.`,
  );
}

async function askForHosts({ name }: Gateway, before: readonly string[]): Promise<readonly string[]> {
  const text = await vscode.window.showInputBox({
    title: `Bypass list of ${name} (preview)`,
    prompt: `Full names of the hosts that go past the gateway, parted by commas; empty for none. ${bypassNeeds()}`,
    placeHolder: 'repo.contoso.com, artifacts.contoso.com',
    value: before.join(', '),
    ignoreFocusOut: true,
    validateInput: (value) => {
      const hosts = readBypassHosts(value);
      return hosts.ok ? undefined : hosts.error;
    },
  });
  const hosts = text === undefined ? undefined : readBypassHosts(text);
  if (!hosts?.ok) throw cancelled();
  return hosts.value;
}

async function confirm({ name }: Gateway, change: BypassChange, isSample: boolean): Promise<void> {
  const { added, removed, kept } = change;
  if (added.length === 0 && removed.length === 0) throw cancelled();
  const apply = 'Apply';
  const lines = [
    ...removed.map((host) => `− ${host}`),
    ...added.map((host) => `+ ${host}`),
    ...(kept.length > 0 ? [`${kept.length} unchanged`] : []),
  ];
  const consequence =
    added.length > 0
      ? 'What is added has to be reachable from the machines without the gateway: directly, or through their own proxy.'
      : 'What is removed goes through the gateway again.';
  const answer = await vscode.window.showWarningMessage(
    `Change the bypass list of ${name}?${isSample ? ' (sample tenant)' : ''}`,
    {
      modal: true,
      detail: [lines.join('\n'), consequence, `This is a preview in Azure. ${bypassNeeds()}`].join('\n\n'),
    },
    apply,
  );
  if (answer !== apply) throw cancelled();
}

/** An answer is no proof: the list is read again. */
async function prove(api: GatewayApi, gateway: Gateway, hosts: readonly string[], signal: AbortSignal): Promise<void> {
  const { added, removed } = bypassChange(hosts, await bypassOf(api, gateway, signal));
  if (added.length === 0 && removed.length === 0) return;
  throw new ArcError(
    { code: 'Conflict' },
    `Azure accepted the list for ${gateway.name}, but now has another one: ${[...removed, ...added].join(', ')} differ. Look at it again in a minute.`,
  );
}

import * as vscode from 'vscode';
import { type ArcError, asArcError, canceled } from '../../../kernel/errors';
import type { Inventory } from '../../../kernel/inventory';
import { isRecord } from '../../../kernel/isRecord';
import { type Associable, resourceKey } from '../../../kernel/resources';
import { type BoxText, foreign, lines, say } from '../../../kernel/text/boxText';
import { plural } from '../../../kernel/text/phrases';
import type { CommandId } from '../../../ids';
import { Semaphore } from '../../../throttling';
import { type VerifiedResource } from '../../engine';
import {
  type FixForAll,
  type FixId,
  fixesOf,
  fixOfCheck,
  fixTexts,
  groupFixes,
  isFixId,
  isReader,
  reasonText,
  systemOfAll,
} from '../../engine/fixes';
import { showInformation, showWarning } from '../../../vscode/boxes/messages';
import { pickOne } from '../../../vscode/boxes/picks';
import { withProgress } from '../../../vscode/boxes/progress';
import { associablesAmong, targetsOf } from '../../../vscode/commandArguments';
import type { VerificationDependencies } from '../dependencies';
import { nothingToFix } from '../errors';
import { keysOf } from '../testGroups';
import { type Change, changeInAzure, changeOnMachines } from './changes';
import { confirmFix } from './confirmFix';
import { copyClusterCommand, type ClusterCommand } from './clusterCommand';
import type { FixJournal } from './fixJournal';
import { showFirewallRequest } from './showFirewallRequest';

export { offerInterrupted } from './offerInterrupted';

export interface FixingDependencies extends VerificationDependencies {
  readonly journal: FixJournal;
  /** Verifies them again, and shows what came of it. */
  readonly verify: (resources: readonly Associable[]) => Promise<void>;
  readonly resultOf: (resource: Associable) => Promise<VerifiedResource | undefined>;
}

/** More at once would only wait: for the person’s sessions, or for Azure’s limits. */
const parallel = 20;

/**
 * The argument is a row or `{ resourceId }`, `{ resourceIds }` for several, and may name a `fix`. Ids alone. A gateway and an
 * instance stand for what belongs to them.
 */
export async function runFix(dependencies: FixingDependencies, argument: unknown, selection: unknown): Promise<void> {
  const { inventory } = dependencies.inventory;
  const resources = resourcesIn(inventory, argument, selection);
  const offers = offersFor(inventory, resources);
  const wanted = isRecord(argument) && isFixId(argument.fix) ? argument.fix : undefined;
  const none = nothingToFix(
    resources.map(({ name }) => name),
    reasonsFor(inventory, resources),
  );
  const { fix, resourceIds } = await chosenOf(wanted, offers, resources, none);
  await acts[fix](dependencies, fix, associablesAmong(inventory, resourceIds));
}

function resourcesIn(inventory: Inventory | undefined, argument: unknown, selection: unknown): readonly Associable[] {
  const ids: unknown = isRecord(argument) ? argument.resourceIds : undefined;
  if (Array.isArray(ids))
    return associablesAmong(
      inventory,
      ids.filter((id) => typeof id === 'string'),
    );
  const rows = targetsOf(inventory, argument, selection);
  return inventory ? associablesAmong(inventory, [...keysOf(inventory, rows)]) : [];
}

/** By the last verification of each; grouped, so that one cause has one button. */
const offersFor = (inventory: Inventory | undefined, resources: readonly Associable[]): readonly FixForAll[] =>
  groupFixes(
    resources.flatMap((each) => {
      const last = inventory?.verifications?.get(resourceKey(each.id));
      return last ? fixesOf(each, last) : [];
    }),
  );

/** Of what was found, why no button does it. */
const reasonsFor = (inventory: Inventory | undefined, resources: readonly Associable[]): readonly string[] => {
  const reasons = resources.flatMap((each) => {
    const last = inventory?.verifications?.get(resourceKey(each.id));
    return last ? [...last.failed, ...last.unknown].map((id) => fixOfCheck(each, last, id)) : [];
  });
  return [...new Set(reasons.flatMap((offer) => (offer && 'none' in offer ? reasonText(offer.none) : [])))];
};

/** An offer may be older than the last verification: what it no longer finds is not done. */
async function chosenOf(
  wanted: FixId | undefined,
  offers: readonly FixForAll[],
  resources: readonly Associable[],
  none: ArcError,
): Promise<FixForAll> {
  const [first, second] = offers;
  if (wanted !== undefined) {
    const found = offers.find(({ fix }) => fix === wanted);
    if (found) return found;
  }
  if (!first || wanted !== undefined) throw none;
  if (!second) return first;
  const items = offers.map((offer) => {
    const own = resources.filter(({ id }) => offer.resourceIds.includes(id));
    const { title, does } = fixTexts(offer.fix, systemOfAll(own));
    return {
      label: isReader(offer.fix) ? say`$(search) ${text(title)}` : say`$(wrench) ${text(title)}`,
      description: own.length > 1 ? say`${own.length} resources` : say``,
      detail: text(does),
      offer,
    };
  });
  const chosen = await pickOne(items, { title: say`Fix`, placeHolder: say`Nothing is done before you agree to it` });
  if (!chosen) throw canceled();
  return chosen.offer;
}

const text = (words: string): BoxText => foreign('sentence', words);

type Act = (dependencies: FixingDependencies, fix: FixId, resources: readonly Associable[]) => Promise<void>;

const onMachines =
  (action: Parameters<typeof changeOnMachines>[1]): Act =>
  (dependencies, fix, resources) =>
    change(dependencies, fix, resources, () => changeOnMachines(dependencies, action, resources));

/** By a command of another feature, with its own plan, consent, journal and undo. True if something was changed. */
const byRun =
  (command: CommandId): Act =>
  async ({ inventory, verify }, _, resources) => {
    const rows = resources.map(({ id }) => ({ resourceId: id }));
    const gatewayId = gatewayOfAll(inventory.inventory, resources);
    const first = { ...rows[0], onMachine: true, ...(gatewayId !== undefined && { gatewayId }) };
    if (await vscode.commands.executeCommand(command, first, rows.length > 1 ? rows : undefined))
      await verify(resources);
  };

/** The one that all of them were expected to use; undefined asks. */
function gatewayOfAll(inventory: Inventory | undefined, resources: readonly Associable[]): string | undefined {
  const expected = new Set(resources.map(({ id }) => inventory?.verifications?.get(resourceKey(id))?.expectedGateway));
  const [only] = expected;
  return expected.size === 1 ? only : undefined;
}

/** Asks something of one resource at a time. */
const byCommand =
  (command: CommandId, verifies: boolean): Act =>
  async ({ verify }, _, resources) => {
    const [first] = resources;
    if (!first) return;
    await vscode.commands.executeCommand(command, { resourceId: first.id });
    if (verifies) await verify([first]);
  };

const copies =
  (command: ClusterCommand): Act =>
  ({ inventory }, _, resources) =>
    copyClusterCommand(command, resources, gatewayOfAll(inventory.inventory, resources));

const acts: Readonly<Record<FixId, Act>> = {
  associate: byRun('arcGateway.resource.associate'),
  detach: byRun('arcGateway.resource.detach'),
  startArcProxy: onMachines('startArcProxy'),
  restartAgent: onMachines('restartAgent'),
  upgradeAgent: async (dependencies, fix, resources) => {
    const api = await dependencies.tenant.api();
    await change(dependencies, fix, resources, () => Promise.resolve(changeInAzure(api)));
  },
  requestFirewall: (dependencies, _, resources) => showFirewallRequest(dependencies, resources),
  chooseConnection: byCommand('arcGateway.machine.chooseConnection', true),
  chooseContext: byCommand('arcGateway.cluster.chooseContext', true),
  updateCluster: copies('update'),
  upgradeCluster: copies('upgrade'),
  readAgent: byCommand('arcGateway.logs.collect', false),
  readCluster: byCommand('arcGateway.cluster.summarizeLogs', false),
  verifyAgain: ({ verify }, _, resources) => verify(resources),
};

/** Asks, then changes each, writing down before what is sent and after what came of it; then verifies all of them. */
async function change(
  dependencies: FixingDependencies,
  fix: FixId,
  resources: readonly Associable[],
  prepare: () => Promise<Change>,
): Promise<void> {
  const { tenant, verify } = dependencies;
  await confirmFix(fix, resources, { isSample: tenant.isSample, account: await tenant.account() });
  const act = await prepare();
  const failures = await overAll(dependencies, fix, resources, act);
  await verify(resources);
  announce(fix, resources, failures);
}

/** Why each of those failed that did. */
async function overAll(
  { journal }: FixingDependencies,
  fix: FixId,
  resources: readonly Associable[],
  act: Change,
): Promise<ReadonlyMap<Associable, string>> {
  const failures = new Map<Associable, string>();
  const slots = new Semaphore(parallel);
  let done = 0;
  const { title } = fixTexts(fix, systemOfAll(resources));
  await withProgress(text(title), async (report, signal) => {
    const one = async (resource: Associable): Promise<void> => {
      const note = (state: 'sent' | 'done' | 'failed' | 'canceled', reason?: string) =>
        journal.append({
          at: new Date().toISOString(),
          fix,
          resourceId: resource.id,
          state,
          ...(reason !== undefined && { reason }),
        });
      try {
        await note('sent');
        await act(resource, signal);
        await note('done');
      } catch (thrown) {
        const error = asArcError(thrown);
        failures.set(resource, error.message);
        await note(error.code === 'Canceled' ? 'canceled' : 'failed', error.message);
      } finally {
        done += 1;
        if (resources.length > 1) report(say`${done} of ${resources.length}`);
      }
    };
    // What was not begun when it was canceled is as it was, and not done.
    const notBegun = (resource: Associable) => (thrown: unknown) => {
      failures.set(resource, asArcError(thrown).message);
    };
    await Promise.all(resources.map((each) => slots.run(() => one(each), signal).catch(notBegun(each))));
  });
  return failures;
}

function announce(fix: FixId, resources: readonly Associable[], failures: ReadonlyMap<Associable, string>): void {
  const { title } = fixTexts(fix, systemOfAll(resources));
  const name = text(title.replace(/…$/, ''));
  const done = resources.length - failures.size;
  const [failed] = failures;
  if (failed === undefined) {
    const [only] = resources;
    const message =
      only && resources.length === 1
        ? say`${name}: done on ${foreign('azureName', only.name)}.`
        : plural(done, { one: say`${name}: done on 1 machine.`, other: say`${name}: done on ${done} machines.` });
    void showInformation(message);
    return;
  }
  const [resource, reason] = failed;
  const why = say`${foreign('azureName', resource.name)}: ${foreign('failure', reason)}`;
  void showWarning(
    failures.size === 1 ? say`${name}: ${why}` : lines(say`${name}: ${done} done, ${failures.size} not.`, why),
  );
}

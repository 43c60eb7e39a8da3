import { createHash } from 'node:crypto';
import type { Memento } from 'vscode';
import { type RemoteScript, type RemoteTarget, resourceKey } from '../../core';

/** How a machine is reached, as a person settled it. Holds no secret. */
export type MachineWay =
  | {
      readonly way: 'ssh';
      /** As `parseSshAddress` reads it. */
      readonly host: string;
      /** Whether passwords are typed for it; ssh signs in with keys and the agent alone otherwise. */
      readonly asksPassword?: boolean;
      /** Whether a document said so; such a host is remembered for its workspace alone. */
      readonly isGiven?: boolean;
    }
  | { readonly way: 'runCommand' }
  | { readonly way: 'local' };

/** What runs on a machine. */
export interface RunsOnTarget {
  readonly target: RemoteTarget;
  readonly scripts: readonly RemoteScript[];
}

interface Remembered {
  readonly settled: MachineWay;
  /** Keys of the scripts that the person has seen and let run this way; the newest last. */
  readonly agreed: readonly string[];
}

type Store = Readonly<Record<string, Remembered>>;

const storeKey = 'arcGateway.machineWays';
/** More than the product has scripts. */
const mostAgreed = 40;

/**
 * What is remembered of each machine: how to reach it, and what has been agreed to run there. What a person chose counts
 * everywhere; a host that a document gives counts once its run was agreed to, and in that document's workspace.
 */
export class MachineWays {
  /** Hosts that documents give and nobody has agreed to yet. */
  private readonly proposed = new Map<string, MachineWay>();

  constructor(
    private readonly everywhere: Memento,
    private readonly workspace: Memento,
  ) {}

  wayOf(target: RemoteTarget): MachineWay | undefined {
    const key = keyOf(target);
    return chosenIn(this.everywhere, key)?.settled ?? this.proposed.get(key) ?? entryIn(this.workspace, key)?.settled;
  }

  /** Proposes the hosts that a document gives, where the person has chosen nothing and agreed to no such host before. */
  propose(targets: readonly RemoteTarget[]): void {
    for (const target of targets) {
      const { host } = target;
      const key = keyOf(target);
      const agreed = entryIn(this.workspace, key)?.settled;
      const isAgreed = agreed?.way === 'ssh' && agreed.host === host;
      if (host === undefined || isAgreed || chosenIn(this.everywhere, key)) this.proposed.delete(key);
      else this.proposed.set(key, { way: 'ssh', host, isGiven: true });
    }
  }

  /** Forgets what was proposed for machines on which nothing was agreed to run. */
  withdraw(targets: readonly RemoteTarget[]): void {
    for (const target of targets) this.proposed.delete(keyOf(target));
  }

  /** Remembers what the person chose; what runs has to be agreed to again. */
  async settle(ways: ReadonlyMap<RemoteTarget, MachineWay>): Promise<void> {
    const entries = [...ways].map(([target, settled]): Entry => [keyOf(target), { settled, agreed: [] }]);
    await this.remove([...ways.keys()]);
    await update(this.everywhere, entries);
  }

  hasAgreed(target: RemoteTarget, script: RemoteScript): boolean {
    const key = keyOf(target);
    if (this.proposed.has(key)) return false;
    const entry = chosenIn(this.everywhere, key) ?? entryIn(this.workspace, key);
    return entry?.agreed.includes(scriptKey(script)) ?? false;
  }

  async agree(runs: readonly RunsOnTarget[]): Promise<void> {
    const chosen: Entry[] = [];
    const given: Entry[] = [];
    for (const { target, scripts } of runs) {
      const key = keyOf(target);
      const known = chosenIn(this.everywhere, key);
      const proposed = this.proposed.get(key);
      const entry = known ?? (proposed ? { settled: proposed, agreed: [] } : entryIn(this.workspace, key));
      if (!entry) continue;
      const keys = scripts.map(scriptKey);
      const agreed = [...entry.agreed.filter((each) => !keys.includes(each)), ...keys].slice(-mostAgreed);
      (known ? chosen : given).push([key, { ...entry, agreed }]);
      this.proposed.delete(key);
    }
    await update(this.everywhere, chosen);
    await update(this.workspace, given);
  }

  async forget(target: RemoteTarget): Promise<void> {
    await this.remove([target]);
  }

  private async remove(targets: readonly RemoteTarget[]): Promise<void> {
    this.withdraw(targets);
    const keys = new Set(targets.map(keyOf));
    for (const state of [this.everywhere, this.workspace]) {
      const kept = Object.entries(storeIn(state)).filter(([key]) => !keys.has(key));
      await state.update(storeKey, Object.fromEntries(kept));
    }
  }
}

type Entry = readonly [string, Remembered];

const storeIn = (state: Memento): Store => state.get<Store>(storeKey) ?? {};

const entryIn = (state: Memento, key: string): Remembered | undefined => {
  const store = storeIn(state);
  return Object.hasOwn(store, key) ? store[key] : undefined;
};

/** What a person chose. A document's host in this store was remembered by a version that did so for all workspaces. */
function chosenIn(state: Memento, key: string): Remembered | undefined {
  const entry = entryIn(state, key);
  return entry?.settled.way === 'ssh' && entry.settled.isGiven === true ? undefined : entry;
}

async function update(state: Memento, entries: readonly Entry[]): Promise<void> {
  if (entries.length > 0) await state.update(storeKey, { ...storeIn(state), ...Object.fromEntries(entries) });
}

const keyOf = ({ resourceId, name }: RemoteTarget): string =>
  resourceId === undefined ? `name:${name.toLowerCase()}` : resourceKey(resourceId);

/** The title and the very text: what was seen is what may run. */
export function scriptKey({ title, text, shell, isElevated }: RemoteScript): string {
  const digest = createHash('sha256').update(`${shell}\n${isElevated}\n${text}`).digest('hex').slice(0, 16);
  return `${title}#${digest}`;
}

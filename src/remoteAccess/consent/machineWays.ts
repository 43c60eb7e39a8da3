import { createHash } from 'node:crypto';
import type { Memento } from 'vscode';
import type { RemoteScript, RemoteTarget } from '../../kernel/ports';
import { resourceKey } from '../../kernel/resources';
import { lookUp } from '../../kernel/lookUp';

/** How a machine is reached, as a person settled it. Holds no secret. */
export type MachineWay =
  | {
      readonly way: 'ssh';
      /** As `parseSshAddress` reads it. */
      readonly host: string;
      /** Whether passwords are typed for it; ssh signs in with keys and the agent alone otherwise. */
      readonly asksPassword?: boolean;
      /** Whether a document said so and the person was not asked; another host there takes its place. */
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

/** What is remembered of each machine: the way to it, and what has been agreed to run over that way. */
export class MachineWays {
  constructor(private readonly state: Memento) {}

  wayOf(target: RemoteTarget): MachineWay | undefined {
    return lookUp(this.store, keyOf(target))?.settled;
  }

  /** Settles the ways to machines that a document gives a host for, unless the person has chosen another. */
  async takeGiven(targets: readonly RemoteTarget[]): Promise<void> {
    const given = targets.flatMap((target): [RemoteTarget, MachineWay][] => {
      const { host } = target;
      const known = this.wayOf(target);
      const isOpen = !known || (known.way === 'ssh' && known.isGiven === true && known.host !== host);
      return host !== undefined && isOpen ? [[target, { way: 'ssh', host, isGiven: true }]] : [];
    });
    if (given.length > 0) await this.settle(new Map(given));
  }

  /** Another way needs to be agreed to anew. */
  async settle(ways: ReadonlyMap<RemoteTarget, MachineWay>): Promise<void> {
    await this.update([...ways].map(([target, settled]) => [keyOf(target), { settled, agreed: [] }]));
  }

  hasAgreed(target: RemoteTarget, script: RemoteScript): boolean {
    return lookUp(this.store, keyOf(target))?.agreed.includes(scriptKey(script)) ?? false;
  }

  async agree(runs: readonly RunsOnTarget[]): Promise<void> {
    const entries = runs.flatMap(({ target, scripts }): [string, Remembered][] => {
      const keys = scripts.map(scriptKey);
      const known = lookUp(this.store, keyOf(target));
      if (!known) return [];
      const agreed = [...known.agreed.filter((key) => !keys.includes(key)), ...keys].slice(-mostAgreed);
      return [[keyOf(target), { ...known, agreed }]];
    });
    await this.update(entries);
  }

  async forget(target: RemoteTarget): Promise<void> {
    const forgotten = keyOf(target);
    await this.state.update(
      storeKey,
      Object.fromEntries(Object.entries(this.store).filter(([key]) => key !== forgotten)),
    );
  }

  private get store(): Store {
    return this.state.get<Store>(storeKey) ?? {};
  }

  private async update(entries: readonly (readonly [string, Remembered])[]): Promise<void> {
    await this.state.update(storeKey, { ...this.store, ...Object.fromEntries(entries) });
  }
}

const keyOf = ({ resourceId, name }: RemoteTarget): string =>
  resourceId === undefined ? `name:${name.toLowerCase()}` : resourceKey(resourceId);

/** The title and the very text: what was seen is what may run. */
export function scriptKey({ title, text, shell, isElevated }: RemoteScript): string {
  const digest = createHash('sha256').update(`${shell}\n${isElevated}\n${text}`).digest('hex').slice(0, 16);
  return `${title}#${digest}`;
}

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Memento } from 'vscode';
import type { RemoteScript, RemoteTarget } from '../../kernel/ports';
import { resourceKey } from '../../kernel/resources';
import { lookUp } from '../../kernel/lookUp';

/** As the user chose it. Contains no secrets. */
export type MachineConnection =
  | {
      readonly transport: 'ssh';
      /** For `parseSshAddress`. */
      readonly host: string;
      /** Otherwise, only keys and the agent are used. */
      readonly asksPassword?: boolean;
      /** From a document; a new host there replaces it. */
      readonly isConfigured?: boolean;
    }
  | { readonly transport: 'runCommand' }
  | { readonly transport: 'local' };

export interface RunsOnTarget {
  readonly target: RemoteTarget;
  readonly scripts: readonly RemoteScript[];
}

interface Remembered {
  readonly connection: MachineConnection;
  /** Keys of the approved scripts, newest last. */
  readonly agreed: readonly string[];
}

const storeKey = 'arcGateway.machineWays';
/** Exceeds the number of scripts. */
const mostAgreed = 40;

/** Version 0.1.0 uses these names. */
const storedMachine = v.object({
  settled: v.variant('way', [
    v.object({
      way: v.literal('ssh'),
      host: v.string(),
      asksPassword: v.exactOptional(v.boolean()),
      isGiven: v.exactOptional(v.boolean()),
    }),
    v.object({ way: v.literal('runCommand') }),
    v.object({ way: v.literal('local') }),
  ]),
  agreed: v.array(v.string()),
});
type StoredMachine = v.InferOutput<typeof storedMachine>;

export class MachineConnections {
  constructor(private readonly state: Memento) {}

  connectionTo(target: RemoteTarget): MachineConnection | undefined {
    return this.read(target)?.connection;
  }

  /** Keeps connections that the user chose. */
  async adoptConfiguredHosts(targets: readonly RemoteTarget[]): Promise<void> {
    const configured = targets.flatMap((target): [RemoteTarget, MachineConnection][] => {
      const { host } = target;
      const known = this.connectionTo(target);
      const isOpen = !known || (known.transport === 'ssh' && known.isConfigured === true && known.host !== host);
      return host !== undefined && isOpen ? [[target, { transport: 'ssh', host, isConfigured: true }]] : [];
    });
    if (configured.length > 0) await this.setConnections(new Map(configured));
  }

  /** Drops earlier consent. */
  async setConnections(connections: ReadonlyMap<RemoteTarget, MachineConnection>): Promise<void> {
    await this.update([...connections].map(([target, connection]) => [target, { connection, agreed: [] }]));
  }

  hasAgreed(target: RemoteTarget, script: RemoteScript): boolean {
    return this.read(target)?.agreed.includes(scriptKey(script)) ?? false;
  }

  async agree(runs: readonly RunsOnTarget[]): Promise<void> {
    const entries = runs.flatMap(({ target, scripts }): [RemoteTarget, Remembered][] => {
      const keys = scripts.map(scriptKey);
      const known = this.read(target);
      if (!known) return [];
      const agreed = [...known.agreed.filter((key) => !keys.includes(key)), ...keys].slice(-mostAgreed);
      return [[target, { ...known, agreed }]];
    });
    await this.update(entries);
  }

  async forget(target: RemoteTarget): Promise<void> {
    const forgotten = keyOf(target);
    await this.state.update(
      storeKey,
      Object.fromEntries(Object.entries(this.stored).filter(([key]) => key !== forgotten)),
    );
  }

  /** Ignores invalid entries. */
  private read(target: RemoteTarget): Remembered | undefined {
    const parsed = v.safeParse(storedMachine, lookUp(this.stored, keyOf(target)));
    return parsed.success ? fromStored(parsed.output) : undefined;
  }

  private get stored(): Readonly<Record<string, unknown>> {
    const parsed = v.safeParse(v.looseObject({}), this.state.get<unknown>(storeKey));
    return parsed.success ? parsed.output : {};
  }

  private async update(entries: readonly (readonly [RemoteTarget, Remembered])[]): Promise<void> {
    const changed = entries.map(([target, remembered]) => [keyOf(target), toStored(remembered)]);
    await this.state.update(storeKey, { ...this.stored, ...Object.fromEntries(changed) });
  }
}

function fromStored({ settled, agreed }: StoredMachine): Remembered {
  if (settled.way !== 'ssh') return { connection: { transport: settled.way }, agreed };
  const { way, isGiven, ...rest } = settled;
  return { connection: { transport: way, ...rest, ...(isGiven !== undefined && { isConfigured: isGiven }) }, agreed };
}

function toStored({ connection, agreed }: Remembered): StoredMachine {
  if (connection.transport !== 'ssh') return { settled: { way: connection.transport }, agreed: [...agreed] };
  const { transport, isConfigured, ...rest } = connection;
  const settled = { way: transport, ...rest, ...(isConfigured !== undefined && { isGiven: isConfigured }) };
  return { settled, agreed: [...agreed] };
}

const keyOf = ({ resourceId, name }: RemoteTarget): string =>
  resourceId === undefined ? `name:${name.toLowerCase()}` : resourceKey(resourceId);

/** Consent is for this exact text. */
export function scriptKey({ title, text, shell, isElevated }: RemoteScript): string {
  const digest = createHash('sha256').update(`${shell}\n${isElevated}\n${text}`).digest('hex').slice(0, 16);
  return `${title}#${digest}`;
}

import * as v from 'valibot';
import type { Memento } from 'vscode';
import type { GatewayOperation } from '../../kernel/gatewayApi';
import { type Gateway, sameResource } from '../../kernel/resources';
import { readStored } from '../../vscode/stored';
import { pendingOperationsKey as key } from './pendingOperationsKey';

/** An operation that had not ended when its state was last read. */
export interface PendingOperation {
  readonly operation: GatewayOperation;
  /** Unix time in milliseconds. */
  readonly startedAt: number;
  /** As the tree shows it until the operation ends. */
  readonly gateway: Gateway;
  /** Resource Manager URL; ids are valid only in their cloud. */
  readonly endpoint: string;
}

type OperationMemory = Pick<Memento, 'get' | 'update'>;

const storedOperation: v.GenericSchema<unknown, PendingOperation> = v.object({
  operation: v.object({
    kind: v.picklist(['create', 'delete']),
    gatewayId: v.string(),
    link: v.exactOptional(v.string()),
    linkKind: v.exactOptional(v.picklist(['status', 'result'])),
    isUnanswered: v.exactOptional(v.literal(true)),
  }),
  startedAt: v.number(),
  gateway: v.object({
    kind: v.literal('gateway'),
    id: v.string(),
    name: v.string(),
    location: v.string(),
    subscriptionId: v.string(),
    resourceGroup: v.string(),
    tags: v.record(v.string(), v.string()),
    state: v.string(),
    endpoint: v.exactOptional(v.string()),
  }),
  endpoint: v.string(),
});

/** Operations to follow across windows and restarts; contains no tokens. */
export class PendingOperations {
  constructor(private readonly state: OperationMemory) {}

  get all(): readonly PendingOperation[] {
    const stored = readStored(this.state, key, v.array(v.unknown())) ?? [];
    return stored.flatMap((each) => {
      const read = v.safeParse(storedOperation, each);
      return read.success ? [read.output] : [];
    });
  }

  /** Replaces other operations on this gateway once Azure has answered; until then they may still be running. */
  async add(remembered: PendingOperation): Promise<void> {
    const { kind, isUnanswered } = remembered.operation;
    const isReplaced = ({ operation }: PendingOperation): boolean =>
      isSameGateway(operation, remembered.operation) && (operation.kind === kind || !isUnanswered);
    await this.state.update(key, [...this.all.filter((each) => !isReplaced(each)), remembered]);
  }

  async remove(operation: GatewayOperation): Promise<void> {
    const isIt = (each: GatewayOperation): boolean => isSameGateway(each, operation) && each.kind === operation.kind;
    await this.state.update(
      key,
      this.all.filter((each) => !isIt(each.operation)),
    );
  }
}

const isSameGateway = (a: GatewayOperation, b: GatewayOperation): boolean => sameResource(a.gatewayId, b.gatewayId);

/** For the sample tenant, whose operations end with the window. */
export function inMemory(): OperationMemory {
  const values = new Map<string, unknown>();
  return {
    get: (name: string) => values.get(name),
    update: async (name: string, value: unknown) => void values.set(name, value),
  } as OperationMemory;
}

import type { Memento } from 'vscode';
import type { GatewayOperation } from '../../kernel/gatewayApi';
import { type Gateway, sameResource } from '../../kernel/resources';

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

const key = 'arcGateway.gatewayOperations';

/** Operations to follow across windows and restarts; contains no tokens. */
export class PendingOperations {
  constructor(private readonly state: OperationMemory) {}

  get all(): readonly PendingOperation[] {
    return this.state.get<readonly PendingOperation[]>(key) ?? [];
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

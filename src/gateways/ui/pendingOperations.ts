import type { Memento } from 'vscode';
import type { GatewayOperation } from '../../kernel/gatewayApi';
import { type Gateway, sameResource } from '../../kernel/resources';

/** An operation that was still under way when it was last heard of. */
export interface PendingOperation {
  readonly operation: GatewayOperation;
  /** Unix time in milliseconds. */
  readonly startedAt: number;
  /** The gateway as the tree shows it meanwhile. */
  readonly gateway: Gateway;
  /** Resource Manager of the cloud it is in: an id says nothing in another. */
  readonly endpoint: string;
}

type OperationMemory = Pick<Memento, 'get' | 'update'>;

const key = 'arcGateway.gatewayOperations';

/** Operations that Azure goes on with while nobody looks, across windows and restarts. There is no token among it. */
export class PendingOperations {
  constructor(private readonly state: OperationMemory) {}

  get all(): readonly PendingOperation[] {
    return this.state.get<readonly PendingOperation[]>(key) ?? [];
  }

  /** In the place of what was under way with this gateway, once Azure has answered: before, that may go on. */
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

/** For a tenant that lives in memory: what is under way in it ends with the window. */
export function inMemory(): OperationMemory {
  const values = new Map<string, unknown>();
  return {
    get: (name: string) => values.get(name),
    update: async (name: string, value: unknown) => void values.set(name, value),
  } as OperationMemory;
}

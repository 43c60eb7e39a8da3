import type { Memento } from 'vscode';
import { type Gateway, type GatewayOperation, resourceKey } from '../core';

/** An operation that was still under way when it was last heard of. */
export interface RememberedOperation {
  readonly operation: GatewayOperation;
  /** Unix time in milliseconds. */
  readonly startedAt: number;
  /** The gateway as the tree shows it meanwhile. */
  readonly gateway: Gateway;
  /** Resource Manager of the cloud it is in: an id says nothing in another. */
  readonly endpoint: string;
}

type State = Pick<Memento, 'get' | 'update'>;

const key = 'arcGateway.gatewayOperations';

/** Operations that Azure goes on with while nobody looks, across windows and restarts. There is no token among it. */
export class RememberedOperations {
  constructor(private readonly state: State) {}

  get all(): readonly RememberedOperation[] {
    return this.state.get<readonly RememberedOperation[]>(key) ?? [];
  }

  async add(remembered: RememberedOperation): Promise<void> {
    await this.state.update(key, [...this.without(remembered.operation), remembered]);
  }

  async remove(operation: GatewayOperation): Promise<void> {
    await this.state.update(key, this.without(operation));
  }

  private without({ gatewayId }: GatewayOperation): readonly RememberedOperation[] {
    return this.all.filter((each) => resourceKey(each.operation.gatewayId) !== resourceKey(gatewayId));
  }
}

/** For a tenant that lives in memory: what is under way in it ends with the window. */
export function inMemory(): State {
  const values = new Map<string, unknown>();
  return {
    get: (name: string) => values.get(name),
    update: async (name: string, value: unknown) => void values.set(name, value),
  } as State;
}

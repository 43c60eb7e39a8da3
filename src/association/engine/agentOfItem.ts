import { asArcError } from '../../kernel/errors';
import type { ConnectionType } from '../../kernel/inventory';
import type { Agents } from './agents';
import { machineUnreachable, notConnectedToMachine } from './errors';
import type { PlannedItem } from './planAssociation';

/** Caches the agent's answers, because each question is a run command. */
export class AgentOfItem {
  private known: ConnectionType | undefined;

  constructor(
    private readonly machine: PlannedItem['resource'],
    private readonly agents: Agents | undefined,
  ) {}

  async connectionType(signal: AbortSignal): Promise<ConnectionType> {
    this.known ??= await this.ask(
      async (agents) => (await agents.readConnectionType(this.machine, signal)).connectionType,
    );
    return this.known;
  }

  async set(to: ConnectionType, signal: AbortSignal): Promise<void> {
    this.known = undefined;
    await this.ask((agents) => agents.setConnectionType(this.machine, to, signal));
    this.known = to;
  }

  private async ask<T>(words: (agents: Agents) => Promise<T>): Promise<T> {
    if (!this.agents) throw notConnectedToMachine();
    try {
      return await words(this.agents);
    } catch (thrown) {
      const error = asArcError(thrown);
      throw error.code === 'Unreachable' ? machineUnreachable(error) : error;
    }
  }
}

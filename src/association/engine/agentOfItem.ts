import { ArcError, asArcError } from '../../kernel/errors';
import type { AgentConnectionSettings, ConnectionType } from './machine/connectionSettings';
import type { PlannedItem } from './planAssociation';

/** The agents on the machines, where they are part of what is to change. Each call throws `ArcError`. */
export interface Agents {
  readConnectionType(machine: PlannedItem['resource'], signal: AbortSignal): Promise<AgentConnectionSettings>;
  /** Fulfilled once the agent says that it is so. */
  setConnectionType(machine: PlannedItem['resource'], to: ConnectionType, signal: AbortSignal): Promise<void>;
}

/** The agent on one machine while it is changed. What it has said is not asked again: each question is a command there. */
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
    if (!this.agents) throw new ArcError({ code: 'Unsupported' }, 'No way to the machine was chosen. Plan it again.');
    try {
      return await words(this.agents);
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code !== 'Unreachable') throw error;
      // A machine that cannot be reached says nothing of the others, where Azure out of reach would.
      const failure = { code: 'RemoteFailed', exitCode: 255, tail: '' } as const;
      throw new ArcError(failure, error.message, { cause: error });
    }
  }
}

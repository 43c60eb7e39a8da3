import type { RemoteRunner, RemoteTarget } from '../../kernel/ports';
import type { SshAddress } from '../../kernel/sshAddress';

/** A host key that nobody has vouched for yet. */
export interface OfferedKey {
  readonly host: string;
  readonly type: string;
  readonly fingerprint: string;
  accept(): Promise<void>;
}

/** The ways to machines, as the composition root makes them. */
export interface Runners {
  readonly ssh: RemoteRunner & {
    learnHostKey(target: RemoteTarget, signal: AbortSignal): Promise<OfferedKey>;
  };
  readonly runCommand: RemoteRunner;
  readonly local: RemoteRunner;
  dispose(): Promise<void>;
}

export interface FoundTarget {
  readonly address: SshAddress;
  readonly ask?: ((prompt: string) => Promise<string | undefined>) | undefined;
}

/** Makes them; `find` says where ssh finds a machine. */
export type CreateRunners = (find: (target: RemoteTarget) => FoundTarget) => Promise<Runners>;

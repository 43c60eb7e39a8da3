import type { RemoteRunner, RemoteTarget } from '../../kernel/ports';
import type { SshRunner, SshTarget } from '..';

/** What runs scripts, by transport. */
export interface Runners {
  readonly ssh: SshRunner;
  readonly runCommand: RemoteRunner;
  readonly local: RemoteRunner;
}

/** Makes them; `find` says where ssh finds a machine. */
export type CreateRunners = (find: (target: RemoteTarget) => SshTarget) => Runners;

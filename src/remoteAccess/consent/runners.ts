import type { RemoteRunner, RemoteTarget } from '../../kernel/ports';
import type { SshRunner, SshTarget } from '..';

export interface Runners {
  readonly ssh: SshRunner;
  readonly runCommand: RemoteRunner;
  readonly local: RemoteRunner;
}

export type CreateRunners = (find: (target: RemoteTarget) => SshTarget) => Runners;

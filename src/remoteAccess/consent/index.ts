import type { Memento } from 'vscode';
import type { ArcApi } from '../../kernel/ports';
import { createRunCommandRunner, createSshRunner, localRunner } from '..';
import { ConsentedRemoteAccess } from './consentedRemoteAccess';

export { ConsentedClusterAccess } from './consentedClusterAccess';

/** Lazy-loaded. */
export const createRemoteAccess = (state: Memento, api: () => Promise<ArcApi>): ConsentedRemoteAccess =>
  new ConsentedRemoteAccess(state, (find) => ({
    ssh: createSshRunner({ find }),
    runCommand: createRunCommandRunner(api),
    local: localRunner,
  }));

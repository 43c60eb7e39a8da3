import type { Memento } from 'vscode';
import type { ArcApi } from '../../kernel/ports';
import { createRunCommandRunner, createSshRunner, localRunner } from '..';
import { ConsentedRemoteAccess } from './consentedRemoteAccess';

/** Access to machines by the system's ssh, Azure's run command, or on this machine; loaded when it is first needed. */
export const createRemoteAccess = (state: Memento, api: () => Promise<ArcApi>): ConsentedRemoteAccess =>
  new ConsentedRemoteAccess(state, (find) => ({
    ssh: createSshRunner({ find }),
    runCommand: createRunCommandRunner(api),
    local: localRunner,
  }));

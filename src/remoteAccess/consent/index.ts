import { type Memento, workspace } from 'vscode';
import type { ArcApi } from '../../kernel/ports';
import type { KubectlProgram } from '../../kernel/kubectl';
import { createKubectl, createRunCommandRunner, createSshRunner, kubectlProcess, localRunner } from '..';
import { ConsentedClusterAccess } from './consentedClusterAccess';
import { ConsentedRemoteAccess } from './consentedRemoteAccess';

/** Lazy-loaded. */
export const createRemoteAccess = (state: Memento, api: () => Promise<ArcApi>): ConsentedRemoteAccess =>
  new ConsentedRemoteAccess(state, (find) => ({
    ssh: createSshRunner({ find }),
    runCommand: createRunCommandRunner(api),
    local: localRunner,
  }));

/** `run`: undefined for the person’s own kubectl. */
export const createClusterAccess = (
  state: Memento,
  run: () => Promise<KubectlProgram | undefined>,
): ConsentedClusterAccess =>
  new ConsentedClusterAccess(state, async () => createKubectl((await run()) ?? ownKubectl()));

const ownKubectl = (): KubectlProgram =>
  kubectlProcess({ workspaceFolders: workspace.workspaceFolders?.map(({ uri }) => uri.fsPath) ?? [] });

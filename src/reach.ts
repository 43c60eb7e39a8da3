import type { ExtensionContext } from 'vscode';
import { MachineReach } from './remoteAccess/consent/reach';
import type { AzureSession } from './session/azureSession';
import { createRunCommandRunner, createSshRunner, localRunner } from './remoteAccess';

/** The ways to machines; loaded when the first one is wanted. */
export const createReach = (context: ExtensionContext, tenant: AzureSession): MachineReach =>
  new MachineReach(context.globalState, async (find) => {
    const ssh = createSshRunner({ find });
    return {
      ssh,
      local: localRunner,
      runCommand: createRunCommandRunner(() => tenant.api()),
      dispose: () => ssh.dispose(),
    };
  });

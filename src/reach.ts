import type { ExtensionContext } from 'vscode';
import { MachineReach } from './host/reach';
import type { Tenant } from './host/tenant';
import { createRunCommandRunner, createSshRunner, localRunner } from './remote';

/** The ways to machines; loaded when the first one is wanted. */
export const createReach = (context: ExtensionContext, tenant: Tenant): MachineReach =>
  new MachineReach(context.globalState, async (find) => {
    const ssh = createSshRunner({ find });
    return {
      ssh,
      local: localRunner,
      runCommand: createRunCommandRunner(() => tenant.api()),
      dispose: () => ssh.dispose(),
    };
  });

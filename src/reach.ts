import type { ExtensionContext } from 'vscode';
import { sshAddressText } from './core';
import { MachineReach } from './host/reach';
import type { Tenant } from './host/tenant';
import { createRunCommandRunner, createSshRunner, effectiveConfiguration, localRunner } from './remote';

/** The ways to machines; loaded when the first one is wanted. */
export const createReach = (context: ExtensionContext, tenant: Tenant): MachineReach =>
  new MachineReach(context.globalState, async (find) => {
    const ssh = createSshRunner({ find });
    return {
      ssh,
      local: localRunner,
      runCommand: createRunCommandRunner(() => tenant.api()),
      describe: async (address, signal) => {
        const { hostName, user, port } = await effectiveConfiguration(address, 'ssh', signal);
        return `${sshAddressText({ host: hostName, user })} port ${port}`;
      },
      dispose: () => ssh.dispose(),
    };
  });

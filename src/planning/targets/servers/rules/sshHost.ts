import type { ServerSite } from '../../../site';
import { sshNamePlace } from '../../../site';
import type { Rule } from '../../../rules';

/** Several machines are not one host. */
export const sshHostForMany: Rule<ServerSite> = ({ servers: { sshHost, machines = [] } }) =>
  sshHost === undefined || sshHost.includes(sshNamePlace) || machines.length < 2
    ? undefined
    : [
        {
          code: 'ssh.oneHost',
          severity: 'warning',
          path: 'targets.servers.sshHost',
          message: `${machines.length} machines cannot all be at one host, so that the host of each is asked for.`,
          fix: `Write ${sshNamePlace} where each machine’s name goes: ${sshNamePlace}.corp.example.`,
          source: 'man.openbsd.org/ssh (read 2026-11)',
        },
      ];

import * as l10n from '@vscode/l10n';
import { pageSource } from '../../../../kernel/knowledge/pages';
import type { ServerSite } from '../../../site';
import { sshNamePlace } from '../../../../kernel/sshAddress';
import type { Rule } from '../../../rules';

export const sshHostForMany: Rule<ServerSite> = ({ servers: { sshHost, machines = [] } }) =>
  sshHost === undefined || sshHost.includes(sshNamePlace) || machines.length < 2
    ? undefined
    : [
        {
          code: 'ssh.oneHost',
          severity: 'warning',
          path: 'targets.servers.sshHost',
          message: l10n.t`${machines.length} machines can’t share one SSH host, so you are asked for the host of each.`,
          fix: l10n.t`Use ${sshNamePlace} in place of the machine’s name, for example ${`${sshNamePlace}.corp.example`}.`,
          source: pageSource('ssh'),
        },
      ];

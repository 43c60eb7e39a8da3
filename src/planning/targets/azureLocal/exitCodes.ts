import * as l10n from '@vscode/l10n';
import type { ExitCode } from '../writing/comment';

/** Of the script that registers a machine. A code that the scripts for servers have means the same. */
export const instanceExitCodes = {
  done: { code: 0, name: 'done', meaning: l10n.t('The machine is registered as the site file describes it.') },
  unforeseen: { code: 1, name: 'unforeseen', meaning: l10n.t('An error without a code of its own.') },
  notPrivileged: {
    code: 10,
    name: 'not an administrator',
    meaning: l10n.t('Run the script in a PowerShell started as administrator.'),
  },
  notSignedIn: {
    code: 14,
    name: 'no tools or sign-in',
    meaning: l10n.t(
      'Az PowerShell or the registration command is missing, or Az PowerShell is not signed in to the tenant.',
    ),
  },
  notReachable: {
    code: 21,
    name: 'host not reachable',
    meaning: l10n.t('The proxy or a host that the registration needs does not answer. Nothing was changed.'),
  },
  otherMachine: {
    code: 24,
    name: 'other machine',
    meaning: l10n.t('The site file has no machine of this name and address. Nothing was changed.'),
  },
  connectFailed: { code: 40, name: 'connect', meaning: l10n.t('The machine could not be registered.') },
  connectedElsewhere: {
    code: 50,
    name: 'connected elsewhere',
    meaning: l10n.t('The machine is registered in another subscription or resource group. Nothing was changed.'),
  },
  notThroughGateway: {
    code: 51,
    name: 'not through the gateway',
    meaning: l10n.t('The machine is registered, but does not go through the gateway.'),
  },
  stateUnknown: {
    code: 58,
    name: 'state unknown',
    meaning: l10n.t('The agent does not say whether the machine is registered. Nothing was changed.'),
  },
} as const satisfies Record<string, ExitCode>;

import * as l10n from '@vscode/l10n';
import type { ExitCode } from '../writing/comment';

/** As `timeout` exits when it stops a command. */
export const tookTooLong = 124;

/** The same on Linux and Windows. */
export const exitCodes = {
  done: {
    code: 0,
    name: 'done',
    meaning: l10n.t('The server is as the site file describes it. Either the script did this, or it was so before.'),
  },
  unforeseen: { code: 1, name: 'unforeseen', meaning: l10n.t('An error without a code of its own.') },
  notPrivileged: {
    code: 10,
    name: 'not an administrator',
    meaning: l10n.t('Run the script as root or as an administrator.'),
  },
  noSecret: {
    code: 11,
    name: 'no secret',
    meaning: l10n.t('The secret or the access token is missing or can’t be read.'),
  },
  azureVm: {
    code: 12,
    name: 'Azure VM',
    meaning: l10n.t('This is an Azure virtual machine. Azure virtual machines don’t need Azure Arc.'),
  },
  noCertificate: {
    code: 13,
    name: 'no certificate',
    meaning: l10n.t('The service principal’s certificate was not found.'),
  },
  notSignedIn: {
    code: 14,
    name: 'no tools or sign-in',
    meaning: l10n.t('The Azure CLI or Az PowerShell is missing, or is not signed in to the tenant.'),
  },
  noAgent: { code: 15, name: 'no agent', meaning: l10n.t('The agent is not installed, or is not connected.') },
  downloadFailed: {
    code: 20,
    name: 'download',
    meaning: l10n.t('The agent’s install script could not be downloaded.'),
  },
  installFailed: {
    code: 30,
    name: 'install',
    meaning: l10n.t('The agent could not be installed, or its proxy could not be set.'),
  },
  settingFailed: { code: 31, name: 'setting', meaning: l10n.t('The agent rejected a setting.') },
  connectFailed: {
    code: 40,
    name: 'connect',
    meaning: l10n.t('The agent is installed, but could not connect to Azure.'),
  },
  connectedElsewhere: {
    code: 50,
    name: 'connected elsewhere',
    meaning: l10n.t('The server is connected to another subscription, resource group or tenant. Nothing was changed.'),
  },
  notThroughGateway: {
    code: 51,
    name: 'not through the gateway',
    meaning: l10n.t(
      'The server is connected in the right place, but not through this gateway. The script says what to do.',
    ),
  },
  gatewayUnproven: {
    code: 52,
    name: 'gateway to be checked',
    meaning: l10n.t('The server is connected through a gateway, but the script can’t verify which one.'),
  },
  notHealthy: {
    code: 53,
    name: 'agent not connected',
    meaning: l10n.t('The server was onboarded here before, but its agent is no longer connected to Azure.'),
  },
  throughGateway: {
    code: 54,
    name: 'through a gateway',
    meaning: l10n.t(
      'The server is connected in the right place, but through a gateway that the site file doesn’t have.',
    ),
  },
  otherScope: {
    code: 55,
    name: 'other private link scope',
    meaning: l10n.t('The server is connected in the right place, but not through this private link scope.'),
  },
  otherBypass: {
    code: 56,
    name: 'other proxy bypass',
    meaning: l10n.t('The server is connected in the right place, but its agent has a different proxy bypass.'),
  },
  otherProxy: {
    code: 57,
    name: 'other proxy',
    meaning: l10n.t('The server is connected in the right place, but its agent has a different proxy.'),
  },
  stateUnknown: {
    code: 58,
    name: 'state unknown',
    meaning: l10n.t('The agent does not report whether the server is connected. Nothing was changed.'),
  },
  notAllAssociated: {
    code: 60,
    name: 'not all associated',
    meaning: l10n.t('At least one machine could not be associated with the gateway. The others are associated.'),
  },
} as const satisfies Record<string, ExitCode>;

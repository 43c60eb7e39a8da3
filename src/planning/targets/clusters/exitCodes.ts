import * as l10n from '@vscode/l10n';
import type { ExitCode } from '../writing/comment';

/** Of the scripts for clusters, the same in bash and PowerShell. A code that the scripts for servers have means the same. */
export const clusterExitCodes = {
  done: { code: 0, name: 'done', meaning: l10n.t('The cluster is as the site file describes it.') },
  unforeseen: { code: 1, name: 'unforeseen', meaning: l10n.t('An error without a code of its own.') },
  notPrivileged: { code: 10, name: 'not root', meaning: l10n.t('Run the script as root on the node.') },
  noCertificate: {
    code: 13,
    name: 'no certificate',
    meaning: l10n.t('The proxy’s certificate file was not found on the deployment machine.'),
  },
  notSignedIn: {
    code: 14,
    name: 'no tools or sign-in',
    meaning: l10n.t(
      'The Azure CLI, Az PowerShell or kubectl is missing or too old, or is not signed in to the tenant.',
    ),
  },
  noAgent: {
    code: 15,
    name: 'no agents or runtime',
    meaning: l10n.t('The cluster has no Azure Arc agents, or the node has no such container runtime.'),
  },
  otherServer: {
    code: 16,
    name: 'other API server',
    meaning: l10n.t('The kubectl context has another API server than the site file. Nothing was changed.'),
  },
  gatewayUnusable: {
    code: 17,
    name: 'gateway not usable',
    meaning: l10n.t('The gateway can’t be read, or its state isn’t Succeeded. Nothing was changed.'),
  },
  notRegistered: {
    code: 18,
    name: 'providers not registered',
    meaning: l10n.t('A resource provider isn’t registered in the cluster’s subscription. Nothing was changed.'),
  },
  agentTooOld: {
    code: 19,
    name: 'agents too old',
    meaning: l10n.t('The cluster’s agents don’t include the Arc proxy. Nothing was changed.'),
  },
  notReachable: {
    code: 21,
    name: 'host not reachable',
    meaning: l10n.t('The deployment machine can’t reach a host that it needs.'),
  },
  noWebSockets: {
    code: 22,
    name: 'no WebSockets',
    meaning: l10n.t('The proxy doesn’t let WebSocket connections through, which the agents need.'),
  },
  webSocketsUnproven: {
    code: 23,
    name: 'WebSockets to be checked',
    meaning: l10n.t('From the deployment machine, it can’t be shown whether WebSocket connections pass the proxy.'),
  },
  settingFailed: {
    code: 31,
    name: 'setting',
    meaning: l10n.t('Azure, the cluster or the node rejected a setting.'),
  },
  connectFailed: { code: 40, name: 'connect', meaning: l10n.t('The cluster could not be connected.') },
  connectedElsewhere: {
    code: 50,
    name: 'connected elsewhere',
    meaning: l10n.t('The kubectl context belongs to another cluster in Azure. Nothing was changed.'),
  },
  notThroughGateway: {
    code: 51,
    name: 'not through the gateway',
    meaning: l10n.t('The cluster is connected, but not through this gateway. The script says what to do.'),
  },
  gatewayUnproven: {
    code: 52,
    name: 'gateway to be checked',
    meaning: l10n.t('Azure associates the cluster with the gateway, but the cluster itself doesn’t show it.'),
  },
  notHealthy: {
    code: 53,
    name: 'agents not connected',
    meaning: l10n.t('The cluster’s agents aren’t connected to Azure, or not yet.'),
  },
  throughGateway: {
    code: 54,
    name: 'through a gateway',
    meaning: l10n.t('The cluster is associated with a gateway that the site file doesn’t have.'),
  },
  otherScope: {
    code: 55,
    name: 'other private link scope',
    meaning: l10n.t('The cluster is connected, but not in this private link scope.'),
  },
  stateUnknown: {
    code: 58,
    name: 'state unknown',
    meaning: l10n.t('kubectl or Azure doesn’t say how the cluster is. Nothing was changed.'),
  },
  stillAssociated: {
    code: 61,
    name: 'still associated',
    meaning: l10n.t('The cluster is still associated with the gateway.'),
  },
  notConfirmed: { code: 62, name: 'not confirmed', meaning: l10n.t('Nobody confirmed. Nothing was changed.') },
} as const satisfies Record<string, ExitCode>;

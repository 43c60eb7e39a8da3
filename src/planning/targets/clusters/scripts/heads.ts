import { nameInId } from '../../../../kernel/resources';
import type { ExitCode } from '../../writing/comment';
import { clusterExitCodes as codes } from '../exitCodes';
import { type ClusterFacts, directHostsOf } from './facts';

/** The head of a script, the same in bash and PowerShell: what it is for, what a person must know, how it may end. */
export interface ClusterScriptTexts {
  readonly title: string;
  readonly notes: readonly string[];
  readonly exits: readonly ExitCode[];
}

export const connectTexts = (facts: ClusterFacts): ClusterScriptTexts => ({
  title: `Connect the Kubernetes cluster ${facts.name} to Azure Arc ${routeText(facts)}`,
  notes: ['Safe to run more than once: a cluster that is already connected is not changed.'],
  exits: [
    ...opening(facts.certificate === undefined ? [] : [codes.noCertificate]),
    ...otherServer(facts),
    ...(facts.mode === 'gateway' ? [codes.gatewayUnusable] : []),
    codes.notRegistered,
    codes.connectFailed,
    codes.connectedElsewhere,
    ...(facts.mode === 'gateway' ? [codes.notThroughGateway] : []),
    ...connectedState(facts),
  ],
});

/** `setsProxy`: also the proxy of the agents, with its certificate. */
export const useGatewayTexts = (
  facts: ClusterFacts,
  { setsProxy }: { readonly setsProxy: boolean },
): Omit<ClusterScriptTexts, 'notes'> => ({
  title: `Have the connected cluster ${facts.name} use the Arc gateway ${gatewayName(facts)}`,
  exits: [
    ...opening(setsProxy && facts.certificate !== undefined ? [codes.noCertificate] : []),
    codes.noAgent,
    ...otherServer(facts),
    codes.gatewayUnusable,
    codes.notRegistered,
    codes.agentTooOld,
    codes.settingFailed,
    codes.connectedElsewhere,
    codes.notThroughGateway,
    codes.notHealthy,
    codes.stateUnknown,
  ],
});

export const verifyTexts = (facts: ClusterFacts): ClusterScriptTexts => ({
  title: `Verify that the cluster ${facts.name} is connected to Azure Arc ${routeText(facts)}`,
  notes: ['It only reads. Run it on the deployment machine.'],
  exits: [
    ...opening(),
    codes.noAgent,
    ...otherServer(facts),
    codes.connectedElsewhere,
    ...(facts.mode === 'gateway' ? [codes.notThroughGateway, codes.gatewayUnproven] : []),
    ...connectedState(facts),
  ],
});

export const auditTexts = (facts: ClusterFacts): ClusterScriptTexts => ({
  title: `Print the traffic that the Arc proxy of the cluster ${facts.name} has logged`,
  notes: ['It only reads. As an argument it takes how far to look back: 30m, 24h. Without one, an hour.'],
  exits: [...opening(), codes.noAgent, ...otherServer(facts), codes.connectedElsewhere, codes.stateUnknown],
});

export const detachTexts = (facts: ClusterFacts): ClusterScriptTexts => ({
  title: `Remove the Arc gateway ${gatewayName(facts)} from the cluster ${facts.name}, which stays connected`,
  notes: [
    'First open on the proxy or firewall what the cluster then needs, or its agents lose Azure:',
    ...directHostsOf(facts).map((host) => `  ${host}`),
    'Safe to run more than once.',
  ],
  exits: [
    ...opening(),
    codes.noAgent,
    ...otherServer(facts),
    codes.settingFailed,
    codes.connectedElsewhere,
    codes.stateUnknown,
    codes.stillAssociated,
  ],
});

export const leaveTexts = (facts: ClusterFacts): ClusterScriptTexts => ({
  title: `Disconnect the cluster ${facts.name} from Azure Arc: deletes its resource in Azure and the agents on the cluster`,
  notes: [
    'It says what is lost, and asks. To remove only the gateway, use the detach script.',
    'Safe to run more than once.',
  ],
  exits: [
    ...opening(),
    ...otherServer(facts),
    codes.settingFailed,
    codes.connectedElsewhere,
    codes.stateUnknown,
    codes.notConfirmed,
  ],
});

const gatewayName = ({ site }: ClusterFacts): string => nameInId(site.gateway?.id ?? '');

/** How a person is told what the cluster goes through. */
function routeText(facts: ClusterFacts): string {
  if (facts.mode === 'direct') return 'directly';
  return facts.mode === 'gateway'
    ? `through the Arc gateway ${gatewayName(facts)}`
    : `through the private link scope ${nameInId(facts.site.privateLink?.scopeId ?? '')}`;
}

const opening = (certificate: readonly ExitCode[] = []): readonly ExitCode[] => [
  codes.done,
  codes.unforeseen,
  ...certificate,
  codes.notSignedIn,
];

/** Without an API server in the site file, a context with any of them is read. */
const otherServer = ({ apiServer }: ClusterFacts): readonly ExitCode[] =>
  apiServer === undefined ? [] : [codes.otherServer];

const connectedState = ({ mode }: ClusterFacts): readonly ExitCode[] => [
  codes.notHealthy,
  ...(mode === 'gateway' ? [] : [codes.throughGateway]),
  ...(mode === 'privateLink' ? [codes.otherScope] : []),
  codes.stateUnknown,
];

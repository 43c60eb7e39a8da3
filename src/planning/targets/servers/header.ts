import { proxyBypass } from '../../network/bypass';
import { connectionOf, type GatewayServerSite, type ServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { comment, type ExitCode } from '../writing/comment';
import type { Fragment } from '../writing/fragment';
import { routeOf, secretOf, signInOf } from './onboarding';

const gatewayCodes = ({ gateway }: ServerSite): readonly ExitCode[] => [
  exitCodes.notThroughGateway,
  ...(gateway?.endpoint === undefined ? [exitCodes.gatewayUnproven] : []),
];

/** The possible exit codes of an onboarding script, in order. */
export function onboardingCodes(site: ServerSite): readonly ExitCode[] {
  const { done, unforeseen, notPrivileged, noSecret, azureVm, noCertificate } = exitCodes;
  const { downloadFailed, installFailed, connectFailed } = exitCodes;
  const { connectedElsewhere, notHealthy, throughGateway, otherScope, otherBypass, otherProxy, stateUnknown } =
    exitCodes;
  const connection = connectionOf(site);
  const when = (holds: boolean, ...codes: readonly ExitCode[]): readonly ExitCode[] => (holds ? codes : []);
  return [
    ...[done, unforeseen, notPrivileged],
    ...when(secretOf(site.identity) !== undefined, noSecret),
    azureVm,
    ...when(signInOf(site.identity) === 'certificate', noCertificate),
    ...[downloadFailed, installFailed, connectFailed, connectedElsewhere],
    ...when(connection === 'gateway', ...gatewayCodes(site)),
    notHealthy,
    ...when(connection !== 'gateway', throughGateway),
    ...when(connection === 'privateLink', otherScope),
    ...when(proxyBypass(site).text !== '', otherBypass),
    ...when(site.network.proxyUrl !== undefined, otherProxy),
    stateUnknown,
  ];
}

export const useGatewayCodes = (site: GatewayServerSite): readonly ExitCode[] => [
  ...[exitCodes.done, exitCodes.unforeseen, exitCodes.notPrivileged, exitCodes.noAgent, exitCodes.settingFailed],
  exitCodes.connectedElsewhere,
  ...gatewayCodes(site),
  ...[exitCodes.notHealthy, exitCodes.stateUnknown],
];

export const header = (site: ServerSite, separator: string): Fragment =>
  comment(
    [
      `Onboard to Azure Arc ${routeOf(site)} (${site.azure.region})`,
      'Safe to run more than once: servers that are already connected are not changed.',
    ],
    onboardingCodes(site),
    separator,
  );

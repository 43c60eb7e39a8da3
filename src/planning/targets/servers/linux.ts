import { proxyBypass } from '../../network/bypass';
import { lazyScript, type Script } from '../script';
import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { endLine, join, mark, nothing, shellTag, type Fragment } from '../writing/fragment';
import { downloadAndInstall, proxySetting } from './linuxInstall';
import { connecting, credentialReading, secretFromEnvironment } from './linuxConnect';
import { guards, states } from './linuxState';
import { header } from './header';
import { connectedHow, onboardingOf, secretOf, signInOf } from './onboarding';
import { cloud, downloadOrigin } from './portal';
import { bashLiteral } from '../../../kernel/text/quote';

const sh = shellTag(bashLiteral);

/**
 * Needs bash 4.2 or newer, and wget or curl. A secret is read at run time and passed to the agent in a file that only root
 * can read.
 */
export const linuxScript = (site: ServerSite): Script =>
  lazyScript({ kind: 'onboard', os: 'linux', language: 'bash', fileName: 'onboard-linux.sh' }, () =>
    onboardingText(site),
  );

function onboardingText(site: ServerSite): Fragment {
  const hasProxy = site.network.proxyUrl !== undefined;
  const secret = secretOf(site.identity);
  return endLine(
    join(
      [
        join([sh`#!/usr/bin/env bash`, header(site, ' · '), sh`set -euo pipefail`], '\n'),
        values(site),
        secret ? secretFromEnvironment(secret) : nothing,
        basics,
        guards,
        states(site),
        credentialReading(site),
        downloadAndInstall(site),
        hasProxy ? proxySetting(site) : nothing,
        connecting(site),
        main(site),
      ],
      '\n\n',
    ),
  );
}

function values(site: ServerSite): Fragment {
  const { azure, network, identity } = site;
  const { authType, tags } = onboardingOf(site);
  const bypass = proxyBypass(site).text;
  const certificateFile = signInOf(identity) === 'certificate' ? certificateOf(site) : '';
  return join(
    [
      sh`subscriptionId=${azure.subscriptionId}`,
      sh`resourceGroup=${azure.resourceGroup}`,
      sh`tenantId=${azure.tenantId}`,
      sh`location=${azure.region}`,
      sh`cloud=${cloud}`,
      routeValues(site),
      network.proxyUrl === undefined ? nothing : mark('proxy', sh`proxy=${network.proxyUrl}`),
      bypass === '' ? nothing : mark('proxy', sh`bypass=${bypass}`),
      tags === '' ? nothing : sh`tags=${tags}`,
      sh`authType=${authType}`,
      identity.method === 'servicePrincipal' ? sh`servicePrincipalId=${identity.clientId}` : nothing,
      certificateFile === '' ? nothing : sh`certificateFile=${certificateFile}`,
      sh`correlationId=$(cat /proc/sys/kernel/random/uuid)`,
      sh`origin=${downloadOrigin}`,
    ],
    '\n',
  );
}

export function routeValues(site: ServerSite): Fragment {
  const { privateLink } = site;
  if (connectionOf(site) === 'privateLink') return sh`privateLinkScopeId=${privateLink?.scopeId ?? ''}`;
  if (!usesGateway(site)) return nothing;
  const { id, endpoint } = site.gateway;
  return join(
    [mark('gateway', sh`gatewayId=${id}`), endpoint === undefined ? nothing : sh`gatewayHost=${endpoint}`],
    '\n',
  );
}

const certificateOf = ({ identity }: ServerSite): string =>
  identity.method === 'servicePrincipal' ? (identity.certificateFile ?? '') : '';

export const basics = sh`
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

has() { command -v "$1" >/dev/null 2>&1; }

# stop CODE LINE...
stop() {
  printf '%s\n' "\${@:2}" >&2
  exit "$1"
}
`;

// One function, so that a truncated script doesn’t run, and a child can’t read the rest of it from stdin.
function main(site: ServerSite): Fragment {
  const { network, identity } = site;
  const hasSecret = secretOf(identity) !== undefined;
  const how = connectedHow[connectionOf(site)];
  const steps = [
    sh`require_root`,
    sh`refuse_azure_vm`,
    sh`read_state`,
    sh`stop_if_connected`,
    hasSecret ? sh`read_secret` : nothing,
    signInOf(identity) === 'certificate' ? sh`require_certificate` : nothing,
    usesGateway(site) ? sh`if ! has azcmagent || is_old_agent; then` : sh`if ! has azcmagent; then`,
    sh`  download_installer`,
    sh`  install_agent`,
    sh`fi`,
    network.proxyUrl === undefined ? nothing : sh`ensure_proxy`,
    hasSecret ? sh`write_secret_file` : nothing,
    sh`connect`,
    sh`echo ${`Connected to Azure Arc ${how}. To check: azcmagent show`}`,
  ];
  return sh`
main() {
  ${join(steps, '\n  ')}
}

main
`;
}

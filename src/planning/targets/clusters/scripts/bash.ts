import { bashLiteral } from '../../../../kernel/text/quote';
import { comment, type ExitCode } from '../../writing/comment';
import { endLine, type Fragment, join, mark, nothing, shellTag } from '../../writing/fragment';
import { type ClusterFacts, hasProxy } from './facts';

export const sh = shellTag(bashLiteral);

/** A script for the deployment machine: runs in bash 3.2 and newer, for macOS. */
export function bashText(about: readonly string[], exits: readonly ExitCode[], parts: readonly Fragment[]): Fragment {
  const opening = join([sh`#!/usr/bin/env bash`, comment(about, exits, ' · '), sh`set -euo pipefail`], '\n');
  return endLine(join([opening, ...parts], '\n\n'));
}

/** Where the cluster is in Azure. */
export const placeValues = ({ target: { place }, site, name }: ClusterFacts): Fragment =>
  join(
    [
      sh`subscriptionId=${place.subscriptionId}`,
      sh`resourceGroup=${place.resourceGroup}`,
      sh`tenantId=${site.azure.tenantId}`,
      sh`clusterName=${name}`,
    ],
    '\n',
  );

export const contextValue = ({ context, apiServer }: ClusterFacts): Fragment =>
  join(
    [
      context === undefined ? nothing : sh`context=${context}`,
      apiServer === undefined ? nothing : sh`apiServer=${apiServer}`,
    ],
    '\n',
  );

export const scopeValue = ({ mode, site }: ClusterFacts): Fragment =>
  mode === 'privateLink' ? sh`privateLinkScopeId=${site.privateLink?.scopeId ?? ''}` : nothing;

export const gatewayValue = ({ mode, site }: ClusterFacts): Fragment =>
  mode === 'gateway' ? mark('gateway', sh`gatewayId=${site.gateway?.id ?? ''}`) : nothing;

/** For the machine that runs the script. */
export const proxyValues = (facts: ClusterFacts): Fragment => {
  const { httpsProxy, httpProxy, noProxy } = facts;
  if (!hasProxy(facts)) return nothing;
  return join(
    [
      httpsProxy === undefined ? nothing : mark('proxy', sh`httpsProxy=${httpsProxy}`),
      mark('proxy', sh`httpProxy=${httpProxy ?? ''}`),
      mark('proxy', sh`noProxy=${noProxy}`),
    ],
    '\n',
  );
};

export const values = (...parts: readonly Fragment[]): Fragment => join(parts, '\n');

export const stopping = sh`
# stop CODE LINE...
stop() {
  printf '%s\n' "\${@:2}" >&2
  exit "$1"
}
`;

export const comparing = sh`
# same A B: compares without regard to case.
same() (
  shopt -s nocasematch
  [[ $1 == "$2" ]]
)
`;

export const versions = sh`
# at_least VERSION MINIMUM: compares three numbers; false for what is no version.
at_least() {
  local pattern='^([0-9]+)\.([0-9]+)\.([0-9]+)' have part
  [[ $1 =~ $pattern ]] || return 1
  have=("\${BASH_REMATCH[@]}")
  [[ $2 =~ $pattern ]] || return 1
  for part in 1 2 3; do
    ((10#\${have[part]} == 10#\${BASH_REMATCH[part]})) && continue
    ((10#\${have[part]} > 10#\${BASH_REMATCH[part]}))
    return
  done
}
`;

/** Sets the proxy for the programs that the script starts. */
export function proxyExports(facts: ClusterFacts): Fragment {
  if (!hasProxy(facts)) return nothing;
  const lines = [
    facts.httpsProxy === undefined ? nothing : sh`export HTTPS_PROXY="$httpsProxy" https_proxy="$httpsProxy"`,
    sh`export HTTP_PROXY="$httpProxy" http_proxy="$httpProxy"`,
    sh`export NO_PROXY="$noProxy" no_proxy="$noProxy"`,
  ];
  return join([sh`# The Azure CLI and kubectl use the proxy, but not for the cluster itself.`, ...lines], '\n');
}

/** Options of connectedk8s that name the cluster. */
export const clusterOptions: readonly Fragment[] = [
  sh`--name "$clusterName" --resource-group "$resourceGroup" --subscription "$subscriptionId"`,
];

/** With `=`, because the name of a context may begin with anything. */
export const contextOption = sh`--kube-context="$context"`;

export const gatewayOption = mark('gateway', sh`--gateway-resource-id "$gatewayId"`);

export function proxyOptions(facts: ClusterFacts): readonly Fragment[] {
  if (!hasProxy(facts)) return [];
  return [
    facts.httpsProxy === undefined ? nothing : mark('proxy', sh`--proxy-https "$httpsProxy"`),
    mark('proxy', sh`--proxy-http "$httpProxy"`),
    mark('proxy', sh`--proxy-skip-range "$skipRange"`),
    facts.certificate === undefined ? nothing : mark('proxy', sh`--proxy-cert "$proxyCertificate"`),
  ];
}

/** One command over several lines. */
export const command = (start: Fragment, options: readonly Fragment[]): Fragment =>
  join([start, ...options], ' \\\n    ');

export const skipRangeValues = (facts: ClusterFacts): Fragment =>
  hasProxy(facts)
    ? join(
        [
          mark('proxy', sh`skipRange=${facts.skipRange}`),
          facts.certificate === undefined ? nothing : mark('proxy', sh`proxyCertificate=${facts.certificate}`),
        ],
        '\n',
      )
    : nothing;

/** A line of main, only if its function is in the script. */
export const when = (holds: boolean, line: Fragment): Fragment => (holds ? line : nothing);

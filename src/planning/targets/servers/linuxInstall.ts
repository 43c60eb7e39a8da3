import { featureSince } from '../../../kernel/knowledge/agentFeature';
import { proxyBypass } from '../../network/bypass';
import type { ServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { join, mark, nothing, shellTag, type Fragment } from '../writing/fragment';
import { downloadRouteOf } from './onboarding';
import { bashLiteral } from '../../../kernel/text/quote';

const sh = shellTag(bashLiteral);
const { downloadFailed, installFailed } = exitCodes;

const proxyStoredFrom: Fragment = { text: featureSince('installerStoresProxy').since, marks: [] };

/**
 * Downloads and runs the agent’s install script, and reports a failed download to Azure. Uses the proxy, except for private
 * endpoints.
 */
export function downloadAndInstall(site: ServerSite): Fragment {
  const downloadRoute = downloadRouteOf(site);
  const toScript = site.network.proxyUrl === undefined ? nothing : proxyOption;
  const { wget, curl } = routeOptions[downloadRoute];
  return join(
    [fetching(wget, curl), reporting(wget, curl), reasons(downloadRoute), downloading, installing(toScript)],
    '\n\n',
  );
}

const proxyOption = sh` ${mark('proxy', sh`--proxy "$proxy"`)}`;

const routeOptions = {
  private: { wget: sh` --no-proxy`, curl: sh` --noproxy '*'` },
  proxy: { wget: sh` ${mark('proxy', sh`-e use_proxy=yes -e https_proxy="$proxy"`)}`, curl: proxyOption },
  usual: { wget: nothing, curl: nothing },
};

const fetching = (wgetOption: Fragment, curlOption: Fragment): Fragment => sh`
fetch_installer() {
  if has wget; then
    LC_ALL=C wget -nv --tries=1 --timeout=30${wgetOption} \
      "$origin/azcmagent-linux" -O "$work/install.sh"
  else
    LC_ALL=C curl -fsSL --connect-timeout 30 --max-time 300${curlOption} \
      "$origin/azcmagent-linux" -o "$work/install.sh"
  fi
}
`;

const reporting = (wgetOption: Fragment, curlOption: Fragment): Fragment => sh`
# json NAME TEXT...: prints a JSON object, built in the shell so that no process list shows a value.
json() {
  local separator='{' text code escaped raw
  while [ $# -gt 0 ]; do
    text=\${2//\\/\\\\}
    text=\${text//\"/\\\"}
    for code in {1..31}; do
      printf -v escaped '\\u%04x' "$code"
      printf -v raw '%b' "\\x\${escaped: -2}"
      text=\${text//"$raw"/$escaped}
    done
    printf '%s"%s":"%s"' "$separator" "$1" "$text"
    separator=,
    shift 2
  done
  echo '}'
}

# report MESSAGE: reports a failed download to Azure, as the portal's scripts do; best effort.
report() {
  json subscriptionId "$subscriptionId" resourceGroup "$resourceGroup" tenantId "$tenantId" \
    location "$location" correlationId "$correlationId" authType "$authType" operation onboarding \
    messageType DownloadScriptFailed message "$1" >"$work/report.json"
  if has wget; then
    wget -qO- --tries=1 --timeout=10${wgetOption} \
      --method=PUT --body-file="$work/report.json" "$origin/log"
  else
    curl -fs --max-time 10${curlOption} --upload-file "$work/report.json" "$origin/log"
  fi >/dev/null 2>&1 || true
}
`;

/** Text inside double quotes. */
const silence = {
  private: sh`$origin did not answer. Does its name resolve to the scope's private address on this server?`,
  proxy: sh`The proxy $proxy did not answer.`,
  usual: sh`$origin did not answer.`,
};

function reasons(route: keyof typeof silence): Fragment {
  const arms = [
    route === 'proxy'
      ? sh`*unnel* | *'from proxy'* | *'error: 40'[37]*) echo "The proxy $proxy answered, but denied the download." ;;`
      : nothing,
    sh`*certificate* | *SSL*) echo "No trusted TLS connection to $origin. Is TLS being inspected?" ;;`,
    sh`*'failed: '* | *resolve* | *onnect* | *'timed out'*) echo "${silence[route]}" ;;`,
    sh`*) echo "The download from $origin failed." ;;`,
  ];
  return sh`
# reason OUTPUT: why the download failed, from the output of wget or curl.
reason() {
  case $1 in
    ${join(arms, '\n    ')}
  esac
}
`;
}

const downloading = sh`
download_installer() {
  local attempt output
  has wget || has curl || stop ${downloadFailed.code} 'Install wget or curl, then run this script again.'
  echo 'Downloading the agent...'
  for attempt in 1 2 3; do
    output=$(fetch_installer 2>&1) && return
    [ "$attempt" = 3 ] || sleep $((attempt * 5))
  done
  report "$output"
  stop ${downloadFailed.code} "$(reason "$output")" "$output"
}
`;

const installing = (proxy: Fragment): Fragment => sh`
install_agent() {
  echo 'Installing the agent...'
  bash "$work/install.sh"${proxy} || stop ${installFailed.code} "The agent's install script failed with exit code $?."
  has azcmagent || stop ${installFailed.code} 'The install script reported success, but azcmagent was not found.'
  sleep 5 # its services are starting
}
`;

/** Sets the agent's proxy and proxy bypass if they differ. */
export const proxySetting = (site: ServerSite): Fragment => sh`
# Before agent ${proxyStoredFrom}, the install script does not always store the proxy.
ensure_proxy() {
${proxyBypass(site).text === '' ? proxyAlone : proxyAndBypass}
}
`;

const refused = sh`stop ${installFailed.code} 'The agent rejected the proxy setting.'`;

const proxyAlone = sh`
  has_proxy || azcmagent config set ${mark('proxy', sh`proxy.url "$proxy"`)} || ${refused}
`;

const proxyAndBypass = sh`
  has_proxy || azcmagent config set ${mark('proxy', sh`proxy.url "$proxy"`)} || ${refused}
  has_bypass || azcmagent config set ${mark('proxy', sh`proxy.bypass "$bypass"`)} ||
    stop ${installFailed.code} 'The agent rejected the proxy bypass list.'
`;

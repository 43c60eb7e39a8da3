import { proxyBypass } from '../../network';
import type { ServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { join, mark, nothing, shellTag, type Fragment } from './fragment';
import { downloadWayOf } from './onboarding';
import { bashLiteral } from '../../../kernel/text/quote';

const sh = shellTag(bashLiteral);
const { downloadFailed, installFailed } = exitCodes;

/**
 * Downloads the agent's install script, tells Azure when that fails, and runs it. All of it goes through the proxy, except
 * for what is at a private endpoint.
 */
export function downloadAndInstall(site: ServerSite): Fragment {
  const way = downloadWayOf(site);
  const toScript = site.network.proxyUrl === undefined ? nothing : proxyOption;
  const { wget, curl } = wayOptions[way];
  return join([fetching(wget, curl), reporting(wget, curl), reasons(way), downloading, installing(toScript)], '\n\n');
}

const proxyOption = sh` ${mark('proxy', sh`--proxy "$proxy"`)}`;

const wayOptions = {
  private: { wget: sh` --no-proxy`, curl: sh` --noproxy '*'` },
  proxy: { wget: sh` ${mark('proxy', sh`-e use_proxy=yes -e https_proxy="$proxy"`)}`, curl: proxyOption },
  usual: { wget: nothing, curl: nothing },
};

const fetching = (wgetWay: Fragment, curlWay: Fragment): Fragment => sh`
fetch_installer() {
  if has wget; then
    LC_ALL=C wget -nv --tries=1 --timeout=30${wgetWay} \
      "$origin/azcmagent-linux" -O "$work/install.sh"
  else
    LC_ALL=C curl -fsSL --connect-timeout 30 --max-time 300${curlWay} \
      "$origin/azcmagent-linux" -o "$work/install.sh"
  fi
}
`;

const reporting = (wgetWay: Fragment, curlWay: Fragment): Fragment => sh`
# json NAME TEXT...: a JSON object, made by the shell itself so that no process list shows a text.
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

# report MESSAGE: tells Azure that the download failed, as the portal's own scripts do; best effort.
report() {
  json subscriptionId "$subscriptionId" resourceGroup "$resourceGroup" tenantId "$tenantId" \
    location "$location" correlationId "$correlationId" authType "$authType" operation onboarding \
    messageType DownloadScriptFailed message "$1" >"$work/report.json"
  if has wget; then
    wget -qO- --tries=1 --timeout=10${wgetWay} \
      --method=PUT --body-file="$work/report.json" "$origin/log"
  else
    curl -fs --max-time 10${curlWay} --upload-file "$work/report.json" "$origin/log"
  fi >/dev/null 2>&1 || true
}
`;

/** Who did not answer, in double quotes. */
const silence = {
  private: sh`$origin did not answer. Does its name stand for the private address of the scope here?`,
  proxy: sh`The proxy $proxy did not answer.`,
  usual: sh`$origin did not answer.`,
};

function reasons(way: keyof typeof silence): Fragment {
  const arms = [
    way === 'proxy'
      ? sh`*unnel* | *'from proxy'* | *'error: 40'[37]*) echo "The proxy $proxy answered, but refused the download." ;;`
      : nothing,
    sh`*certificate* | *SSL*) echo "No trusted TLS connection to $origin: is TLS inspected on the way?" ;;`,
    sh`*'failed: '* | *resolve* | *onnect* | *'timed out'*) echo "${silence[way]}" ;;`,
    sh`*) echo "The download from $origin failed." ;;`,
  ];
  return sh`
# reason OUTPUT: why the download failed, from what wget or curl said.
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
  has wget || has curl || stop ${downloadFailed.code} 'Neither wget nor curl is installed; one of them is needed.'
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
  has azcmagent || stop ${installFailed.code} 'The install script reported success, but there is no azcmagent.'
  sleep 5 # its services are starting
}
`;

/** Makes sure that the agent knows the proxy (release notes of agent 1.65), and what it shall reach without it. */
export const proxySetting = (site: ServerSite): Fragment => sh`
# Before agent 1.65 the install script did not always store the proxy.
ensure_proxy() {
${proxyBypass(site).text === '' ? proxyAlone : proxyAndBypass}
}
`;

const refused = sh`stop ${installFailed.code} 'The agent did not accept the proxy.'`;

const proxyAlone = sh`
  has_proxy || azcmagent config set ${mark('proxy', sh`proxy.url "$proxy"`)} || ${refused}
`;

const proxyAndBypass = sh`
  has_proxy || azcmagent config set ${mark('proxy', sh`proxy.url "$proxy"`)} || ${refused}
  has_bypass || azcmagent config set ${mark('proxy', sh`proxy.bypass "$bypass"`)} ||
    stop ${installFailed.code} 'The agent did not accept what it shall bypass the proxy for.'
`;

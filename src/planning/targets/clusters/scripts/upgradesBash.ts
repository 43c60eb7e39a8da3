import { webSocketAccept, webSocketHeaders } from '../../../network/probes';
import { type Fragment, join, mark } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { sh } from './bash';
import { patience, refusals, type UpgradeChecks, upgradeRequired } from './upgrades';

const words = (texts: readonly string[]): Fragment =>
  join(
    texts.map((text) => sh`${text}`),
    ' ',
  );

/** Where a status may be the proxy's own, only the answer to this very request proves anything. */
export const askUpgradeInBash = sh`
  # Asks for a WebSocket within TLS, as the agents do. Prints: passes, refused STATUS, blocked WHY, or unknown WHY.
  ask_upgrade() {
    local answer status secured header way=(--noproxy '*') options=()
    [ "$3" = direct ] || way=(--noproxy '' --proxy "$4")
    for header in ${words(webSocketHeaders)}; do options+=(--header "$header"); done
    # An accepted connection stays open until the time is over. Certificates do not matter here.
    answer=$(curl -q --silent --insecure --http1.1 --no-buffer --output /dev/null --dump-header - \
      --connect-timeout ${patience.connect} --max-time ${patience.answer} --write-out '#%{http_code} %{time_appconnect}' \
      "\${way[@]}" "\${options[@]}" "https://$1$2" 2>/dev/null)
    status=\${answer##*#}
    secured=\${status#* }
    status=\${status%% *}
    case $secured in
    *[1-9]*) ;;
    *)
      echo 'unknown there is no TLS connection from here'
      return
      ;;
    esac
    case $status in
    101) if [[ $answer == *${webSocketAccept}* ]]; then echo passes; else echo 'blocked something else answered'; fi ;;
    ${join(
      refusals.map((status) => sh`${status}`),
      ' | ',
    )}) echo "refused $status" ;;
    ${upgradeRequired}) echo 'blocked the request arrived without its header Upgrade' ;;
    000 | '') echo 'blocked no answer to the request' ;;
    *) echo "unknown status $status" ;;
    esac
  }
`;

/** Within the parentheses of the script that prepares a terminal. */
export const upgradesInBash = ({ checks, unknown, proxy }: UpgradeChecks): Fragment => {
  const url = `http://${proxy.host.includes(':') ? `[${proxy.host}]` : proxy.host}:${proxy.port}`;
  return join(
    [
      askUpgradeInBash,
      sh`
  # tell_upgrade HOST PROVES RESULT: whether a refusal proves that the request has arrived.
  tell_upgrade() {
    case $3 in
    passes) echo "WebSockets reach $1." ;;
    refused*)
      if [ "$2" = yes ]; then
        echo "WebSockets reach $1, which refuses this one (\${3#* })."
      else
        echo "Status \${3#* } for a WebSocket to $1: from the service, or from a proxy that inspects TLS. Look for an exemption of this host." >&2
        unsure=yes
      fi
      ;;
    blocked*) missing "No WebSocket reaches $1: \${3#* }. Allow WebSockets (HTTP upgrade) to it, without TLS inspection." ;;
    *)
      echo "Whether WebSockets reach $1 is not known: \${3#* }. Ask the proxy's administrator." >&2
      unsure=yes
      ;;
    esac
  }
  unsure=''
  # The agents need WebSockets to these hosts. Nothing is sent but the request.
`,
      ...checks.map(({ host, path, isProxied, refusalProves }) =>
        mark(
          'proxy',
          sh`  tell_upgrade ${host} ${refusalProves ? 'yes' : 'no'} "$(ask_upgrade ${host} ${path} ${isProxied ? sh`proxied ${url}` : sh`direct ''`})"`,
        ),
      ),
      ...unknown.map((host) => sh`  tell_upgrade ${host} 'no' 'unknown its full name is not in the site file'`),
      sh`
  [ -z "$problems" ] || exit ${codes.noWebSockets.code}
  if [ -n "$unsure" ]; then
    echo 'This terminal is prepared; WebSockets are still to be checked.'
    exit ${codes.webSocketsUnproven.code}
  fi
`,
    ],
    '\n',
  );
};

import { webSocketAccept, webSocketHeaders } from '../../../planning/network/probes';
import { bashLiteral } from '../../../kernel/text/quote';
import { join, shellTag } from '../../../planning/targets/servers';

const sh = shellTag(bashLiteral);

const headers = webSocketHeaders.map((line) => sh`${line}`);

/** Functions of the probe script that ask for a WebSocket. What they make of the answer is what `upgrade.ts` makes of it. */
export const upgradeOnLinux = sh`
# For the host of the caller: asks for a WebSocket over TLS, and sets stage, failure and status. Certificates do not matter here.
upgrade() {
  local answer code header options=()
  if has curl; then
    for header in "\${upgrade_headers[@]}"; do options+=(-H "$header"); done
    # Stays open after an upgrade, until its time is over
    answer=$(
      curl -q -s -g -N -k --http1.1 -o /dev/null -D - "\${way[@]}" --connect-timeout 3 --max-time 4 "\${options[@]}" "https://$host:$port$path" 2>/dev/null
      printf '@%s' "$?"
    )
    code=\${answer##*@}
    answer=\${answer%@*}
    # The proxy's own answer
    [ "$via" = direct ] || answer=\${answer#*$'\r\n\r\n'}
  else
    options=(-connect "$host:$port")
    [ "$via" = direct ] || options+=(-proxy "$proxyHost:$proxyPort")
    answer=$(
      printf '%s\r\n' "GET $path HTTP/1.1" "Host: $host" "\${upgrade_headers[@]}" '' |
        timeout 4 openssl s_client "\${options[@]}" -servername "$host" -quiet 2>/dev/null | tr -d '\000'
      exit "\${PIPESTATUS[1]}"
    )
    code=$?
  fi
  stage=upgrade
  if [[ $answer =~ ^HTTP/1\.[01]\ ([0-9][0-9][0-9])[^0-9] ]]; then status=\${BASH_REMATCH[1]}
  elif [ -n "$answer" ]; then failure=other; return
  elif [ "$code" = 28 ] || [ "$code" = 124 ]; then failure=timeout; return
  else failure=closed; return; fi
  # 426: the header Upgrade did not arrive
  if [ "$status" = 426 ]; then failure=status
  elif [ "$status" = 101 ] && [[ $answer != *"$upgrade_accept"* ]]; then failure=other
  else stage='done'; fi
}
upgrade_headers=(${join(headers, ' ')})
upgrade_accept=${webSocketAccept}
`;

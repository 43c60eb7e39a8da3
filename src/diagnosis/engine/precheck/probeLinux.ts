import type { RemoteScript } from '../../../kernel/ports';
import { type Fragment, join, shellTag } from '../../../planning/targets/servers';
import { bashLiteral } from '../../../kernel/text/quote';
import type { Probe, ProbePlan } from '../../../planning/network/probes';
import { chainsOnLinux } from './certificates/chainsOnLinux';
import { scriptOf } from './probeScript';
import { upgradeOnLinux } from './upgradeOnLinux';

const sh = shellTag(bashLiteral);

/**
 * Probes the endpoints from a Linux server. Needs bash; certificates are seen only with openssl or curl 7.88,
 * and WebSockets only with openssl or any curl. Each probe
 * prints one line, `@INDEX STAGE FAILURE STATUS MILLISECONDS ADDRESS TRUSTED ISSUER`; the last line is `@end COUNT`. At
 * the end the chains are printed on standard error, as `parseChains.ts` reads them.
 */
export function probeOnLinux({ probes, proxy }: ProbePlan): RemoteScript {
  const proxyValues = [sh`proxyHost=${proxy?.host ?? ''}`, sh`proxyPort=${`${proxy?.port ?? ''}`}`];
  const calls: Fragment[] = probes.map(callOf);
  const ending = sh`
  wait
  printf '@end %s\n' ${probes.length} >&4
}

# Results on standard output as they come; chains go to 'collect'
{ probe_all 3>&1 >/dev/null | collect; } 4>&1
`;
  const { text } = join(
    [
      header,
      join(proxyValues, '\n'),
      basics,
      chainsOnLinux,
      withCurl,
      withBash,
      upgradeOnLinux,
      pool,
      join([sh`probe_all() {`, ...calls], '\n'),
      ending,
    ],
    '\n\n',
  );
  return scriptOf('bash', `${text}\n`, probes.length);
}

function callOf({ host, port, protocol, via, webSocket }: Probe, index: number): Fragment {
  const call = sh`start ${index} ${host} ${port} ${protocol} ${via === 'proxy' ? 'proxy' : 'direct'}`;
  return webSocket === undefined ? call : sh`${call} ${webSocket}`;
}

const header = sh`
#!/usr/bin/env bash
# Tests whether the endpoints that Azure Arc needs are reachable. Changes nothing.
set -u
export LC_ALL=C
`;

const basics = sh`
has() { command -v "$1" >/dev/null 2>&1; }

now() { local t=\${EPOCHREALTIME:-}; if [ -n "$t" ]; then t=\${t/[.,]/}; echo "\${t%???}"; else date +%s%3N; fi; }

# say INDEX STAGE FAILURE STATUS MILLISECONDS ADDRESS TRUSTED ISSUER: one line, written at once
say() { printf '@%s %s %s %s %s %s %s %s\n' "$1" "$2" "\${3:--}" "\${4:--}" "$5" "\${6:--}" "\${7:--}" "$(printf '%.120s' "\${8:-}" | tr -d '\r\n')" >&4; }
`;

const withCurl = sh`
# Converts a curl time, such as 0.123456, to milliseconds
in_milliseconds() { local t=\${1/./}; echo $((10#\${t:-0} / 1000)); }

# MAX_SECONDS OPTION...: sends the request of with_curl
ask_host() {
  curl -q -s -v -I --http1.1 -o /dev/null "\${way[@]}" --connect-timeout 3 --max-time "$@" \
    -w '\n%{certs}\n@@ %{http_connect} %{http_code} %{time_appconnect} %{time_total} %{remote_ip}\n' "$scheme://$host:$port/" 2>&1
}

with_curl() {
  local index=$1 host=$2 port=$3 scheme=$4 via=$5 path=\${6:-} way=(--noproxy '*') out code line issuer='' stage='done' failure='' answer protocol suite problem
  local connect status secured total address trusted=1 root='-' using='- / -'
  [ "$via" = direct ] || way=(--noproxy '' --proxy "http://$proxyHost:$proxyPort")
  out=$(ask_host 5)
  code=$?
  # 51, 60: the certificate is not trusted. 77: the CA store is unusable. Only --insecure then shows the issuer.
  case $code in
    51 | 60) trusted=0 ;;
    77) trusted='-' ;;
  esac
  # OpenSSL looks for the root before it finds other problems, except a short key.
  problem=$trusted
  if [[ $out =~ SSL\ certificate\ problem:\ ([^$'\n']*) ]]; then problem=\${BASH_REMATCH[1]}; fi
  case $problem in
    *'EE certificate key'* | *'self-signed'* | *'self signed'*) ;;
    *'local issuer'* | *'first certificate'*) root=0 ;;
    1 | [!0-]*) root=1 ;;
    0) [[ $out != *'subject name matches'* ]] || root=1 ;;
  esac
  if [ "$trusted" != 1 ]; then out=$(ask_host 3 --insecure); code=$?; fi
  line=\${out##*@@ }
  read -r connect status secured total address <<<"$line"
  total=$(in_milliseconds "$total")
  # A connection that did not come about has only the addresses that were tried.
  if [ -z "$address" ] && [[ $out =~ Trying\ ([0-9a-fA-F.:]+|\[[0-9a-fA-F.:]+\])(:$port)?\.\.\. ]]; then
    address=\${BASH_REMATCH[1]%":$port"}
    address=\${address//[][]/}
  fi
  if [ "$via" != direct ]; then address='-'; fi
  [[ ! $out =~ issuer:\ ([^$'\n']*) ]] || issuer=\${BASH_REMATCH[1]}
  [ "$status" != 000 ] || status='-'
  if [[ $secured == *[1-9]* ]]; then
    status=''
    [ -z "$path" ] || upgrade
    say "$index" "$stage" "$failure" "$status" "$(in_milliseconds "$secured")" "$address" "$trusted" "$issuer"
    if [[ $out =~ SSL\ connection\ using\ ([^$'\n']*) ]]; then using=\${BASH_REMATCH[1]}; fi
    if [[ $out == *'-----BEGIN CERTIFICATE-----'* ]]; then
      read -r protocol _ suite _ <<<"$using"
      chain "$index" "$protocol" "$suite" "$root" "$out"
    elif has openssl; then
      answer=$(show_certificates)
      openssl_chain "$index" "$answer"
    else no_chain "$index" noTool; fi
    return
  fi
  case $code in
    0) if [ "$via" != direct ] && [[ $status == 403 || $status == 407 || $status == 5* ]]; then stage=http failure=status; fi ;;
    5 | 6) stage=dns failure=notFound ;;
    7) stage=connect failure=refused; [[ $out != *[Uu]nreachable* && $out != *'No route'* ]] || failure=unreachable
       [[ $out != *'timed out'* ]] || failure=timeout ;;
    28) failure=timeout
        if [[ $out == *'Resolving timed out'* ]]; then stage=dns
        elif [[ $out != *'Connected to '* && $out != *'Established connection'* ]]; then stage=connect
        elif [ "$via" != direct ] && [ "$connect" = 000 ]; then stage=proxy
        elif [ "$scheme" = http ]; then stage=http
        else stage=tls; fi ;;
    *) failure=closed
       [[ $out != *[Rr]eset* ]] || failure=reset
       if [ "$via" != direct ] && [ "$connect" != 200 ] && [ "$scheme" = https ]; then
         stage=proxy
         if [ "$connect" != 000 ]; then status=$connect failure=status; fi
       elif [ "$scheme" = http ]; then stage=http
       else stage=tls; fi ;;
  esac
  if [ "$stage" = tls ] && malformed "$out"; then no_chain "$index" unreadable; fi
  say "$index" "$stage" "$failure" "$status" "$total" "$address" '' ''
}
`;

const withBash = sh`
# HOST PORT WORDS: connects, sends the words unless they are 'none', and prints the first line of the answer
dial=$(cat <<'end'
exec 3<>"/dev/tcp/$1/$2" || exit 7
[ "$3" = none ] || { printf %b "$3" >&3; read -r -t 3 line <&3 || exit 9; echo "$line"; }
end
)

# HOST: its addresses, where the system tells them; the name itself otherwise
addresses_of() {
  local found=''
  if [[ ! $1 =~ ^[0-9.]+$|: ]] && has getent; then
    found=$(timeout 4 getent ahosts "$1" | while read -r address kind _; do [ "$kind" != STREAM ] || echo "$address"; done)
  fi
  echo "\${found:-$1}"
}

# PORT ADDRESS...: the first address that accepts a connection, all within the time of one step; else the first
first_open() {
  local port=$1 first=$2 address each
  shift
  each=$((4 / $#))
  [ "$each" -gt 0 ] || each=1
  [ $# -gt 1 ] || shift
  for address; do
    if timeout "$each" bash -c "$dial" dial "$address" "$port" none 2>/dev/null; then echo "$address"; return; fi
  done
  echo "$first"
}

# Without curl: bash opens the connection, and openssl, if installed, shows the certificates.
with_bash() {
  local index=$1 host=$2 port=$3 scheme=$4 via=$5 path=\${6:-} stage='done' failure='' began out code status='' answer issuer='' trusted='' to=$2 at=$3 addresses address=''
  [ "$via" = direct ] || to=$proxyHost at=$proxyPort
  began=$(now)
  read -r -d '' -a addresses <<<"$(addresses_of "$to")"
  to=$(first_open "$at" "\${addresses[@]:0:4}")
  if [ "$via" = direct ] && [[ $to =~ ^[0-9.]+$|: ]]; then address=$to; fi
  out=$(timeout 4 bash -c "$dial" dial "$to" "$at" "$(request "$host" "$port" "$scheme" "$via")" 2>&1)
  code=$?
  spent() { echo $(($(now) - began)); }
  case $code in
    0) ;;
    124) say "$index" connect timeout '' "$(spent)" "$address"; return ;;
    9) say "$index" "$([ "$scheme" = http ] && echo http || echo proxy)" closed '' "$(spent)" "$address"; return ;;
    *) if [[ $out == *'not known'* || $out == *'name resolution'* || $out == *'No address'* ]]; then say "$index" dns notFound '' "$(spent)"
       elif [[ $out == *[Uu]nreachable* || $out == *'No route'* ]]; then say "$index" connect unreachable '' "$(spent)" "$address"
       else say "$index" connect refused '' "$(spent)" "$address"; fi
       return ;;
  esac
  if [[ $out =~ HTTP/1\.[01]\ ([0-9][0-9][0-9]) ]]; then status=\${BASH_REMATCH[1]}; fi
  if [ "$via" != direct ] && [[ $status != 2* ]] && { [ "$scheme" = https ] || [[ $status == 4?[37] || $status == 5* ]]; }; then
    say "$index" "$([ "$scheme" = http ] && echo http || echo proxy)" status "$status" "$(spent)"
    return
  fi
  if [ "$scheme" = http ] && [ -z "$status" ]; then say "$index" http other '' "$(spent)" "$address"; return; fi
  if [ "$scheme" = http ] || ! has openssl; then
    say "$index" 'done' '' "$status" "$(spent)" "$address"
    [ "$scheme" = http ] || no_chain "$index" noTool
    return
  fi
  answer=$(show_certificates)
  code=$?
  if [[ $answer =~ issuer=([^$'\n']*) ]]; then
    issuer=\${BASH_REMATCH[1]}
    trusted=0; [[ $answer != *'Verify return code: 0 '* ]] || trusted=1
    status='' out=$(spent)
    [ -z "$path" ] || upgrade
    say "$index" "$stage" "$failure" "$status" "$out" "$address" "$trusted" "$issuer"
    openssl_chain "$index" "$answer"
  elif malformed "$answer"; then
    say "$index" tls other '' "$(spent)" "$address"
    no_chain "$index" unreadable
  elif [[ $answer == *'unknown option'* ]]; then
    # Too old for a proxy or for the check of names
    say "$index" 'done' '' "$status" "$(spent)" "$address"
    no_chain "$index" noTool
  elif [ "$code" -eq 124 ]; then say "$index" tls timeout '' "$(spent)" "$address"
  else say "$index" tls closed '' "$(spent)" "$address"; fi
}

# The words before TLS: CONNECT for a proxy, the request itself for plain HTTP
request() {
  local target="$1:$2"
  if [ "$3" = http ]; then
    if [ "$4" = direct ]; then target=/; else target="http://$1:$2/"; fi
    printf 'HEAD %s HTTP/1.0\\r\\nHost: %s\\r\\n\\r\\n' "$target" "$1"
  elif [ "$4" = direct ]; then echo none
  else printf 'CONNECT %s HTTP/1.1\\r\\nHost: %s\\r\\n\\r\\n' "$target" "$target"; fi
}
`;

const pool = sh`
probe=with_bash; ! has curl || probe=with_curl
running=0

# Up to 32 at once, so that a small server copes
start() {
  if [ "$running" -ge 32 ]; then wait -n 2>/dev/null || true; else running=$((running + 1)); fi
  "$probe" "$@" &
}
`;

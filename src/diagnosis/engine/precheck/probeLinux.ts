import type { RemoteScript } from '../../../kernel/ports';
import { type Fragment, join, shellTag } from '../../../planning/targets/servers';
import { bashLiteral } from '../../../kernel/text/quote';
import type { ProbePlan } from '../../../planning/network/probes';
import { scriptOf } from './probeScript';

const sh = shellTag(bashLiteral);

/**
 * Probes the endpoints from a Linux server. Needs bash; certificates are seen only with openssl or curl 7.88. Each probe
 * prints one line, `@INDEX STAGE FAILURE STATUS MILLISECONDS ADDRESS TRUSTED ISSUER`; the last line is `@end COUNT`. At
 * the end the chains are printed on standard error, as `parseChains.ts` reads them.
 */
export function probeOnLinux({ probes, proxy }: ProbePlan): RemoteScript {
  const proxyValues = [sh`proxyHost=${proxy?.host ?? ''}`, sh`proxyPort=${`${proxy?.port ?? ''}`}`];
  const calls: Fragment[] = probes.map(
    ({ host, port, protocol, via }, index) =>
      sh`start ${index} ${host} ${port} ${protocol} ${via === 'proxy' ? 'proxy' : 'direct'}`,
  );
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
      withCurl,
      withBash,
      chains,
      pool,
      join([sh`probe_all() {`, ...calls], '\n'),
      ending,
    ],
    '\n\n',
  );
  return scriptOf('bash', `${text}\n`, probes.length);
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

# chain INDEX PROTOCOL SUITE ROOT TEXT: hands the certificates in the text to 'collect', in pieces that are written at once
chain() {
  local index=$1 how=sent place=0 rest=$5 body
  while [[ $rest == *'-----BEGIN CERTIFICATE-----'* ]]; do
    if [ "$place" -ge 16 ]; then how='cut'; break; fi
    rest=\${rest#*-----BEGIN CERTIFICATE-----}
    body=\${rest%%-----END CERTIFICATE-----*}
    body=\${body//[^A-Za-z0-9+\/=]/}
    body=\${body:0:16000}
    while [ -n "$body" ]; do
      printf '%s %s %s\n' "$index" "$place" "\${body:0:2000}" >&3
      body=\${body:2000}
    done
    place=$((place + 1))
  done
  if [ "$place" = 0 ]; then no_chain "$index" notShown; else printf '%s - %s %s %s %s\n' "$index" "$how" "\${2:--}" "\${3:--}" "\${4:--}" >&3; fi
}

# no_chain INDEX REASON
no_chain() { printf '%s - %s - - -\n' "$1" "$2" >&3; }

# Whether a TLS library says that it could not read what was sent
malformed() { [[ $1 == *'asn1 '* || $1 == *ASN1* ]]; }
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
  local index=$1 host=$2 port=$3 scheme=$4 via=$5 way=(--noproxy '*') out code line issuer='' stage='done' failure='' answer protocol suite problem
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
  if [ "$via" != direct ]; then address='-'; fi
  [[ ! $out =~ issuer:\ ([^$'\n']*) ]] || issuer=\${BASH_REMATCH[1]}
  [ "$status" != 000 ] || status='-'
  if [[ $secured == *[1-9]* ]]; then
    say "$index" 'done' '' '' "$(in_milliseconds "$secured")" "$address" "$trusted" "$issuer"
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

# For the host of the caller
show_certificates() {
  # Without the name, openssl accepts a certificate for another host.
  local way=(-connect "$host:$port" -verify_hostname "$host")
  [[ ! $host =~ ^[0-9.]+$|: ]] || way=(-connect "$host:$port" -verify_ip "$host")
  [ "$via" = direct ] || way+=(-proxy "$proxyHost:$proxyPort")
  timeout 4 openssl s_client "\${way[@]}" -servername "$host" -showcerts </dev/null 2>&1
}

# INDEX ANSWER: what openssl printed
openssl_chain() {
  local protocol='-' suite='-' root='-'
  if [[ $2 =~ ^(.*[[:space:]])?New,\ ([^,]*),\ Cipher\ is\ ([A-Za-z0-9_-]+) ]]; then protocol=\${BASH_REMATCH[2]} suite=\${BASH_REMATCH[3]}; fi
  # 2, 20, 21: no certificate of an issuer
  [[ $2 != *'Verify return code: '* ]] || root=1
  [[ ! $2 =~ verify\ error:num=(2|20|21): ]] || root=0
  chain "$1" "$protocol" "$suite" "$root" "$2"
}

# Without curl: bash opens the connection, and openssl, if installed, shows the certificates.
with_bash() {
  local index=$1 host=$2 port=$3 scheme=$4 via=$5 began out code status='' answer issuer='' trusted='' to=$2 at=$3
  [ "$via" = direct ] || to=$proxyHost at=$proxyPort
  began=$(now)
  out=$(timeout 4 bash -c "$dial" dial "$to" "$at" "$(request "$host" "$port" "$scheme" "$via")" 2>&1)
  code=$?
  spent() { echo $(($(now) - began)); }
  case $code in
    0) ;;
    124) say "$index" connect timeout '' "$(spent)"; return ;;
    9) say "$index" "$([ "$scheme" = http ] && echo http || echo proxy)" closed '' "$(spent)"; return ;;
    *) if [[ $out == *'not known'* || $out == *'name resolution'* || $out == *'No address'* ]]; then say "$index" dns notFound '' "$(spent)"
       elif [[ $out == *[Uu]nreachable* || $out == *'No route'* ]]; then say "$index" connect unreachable '' "$(spent)"
       else say "$index" connect refused '' "$(spent)"; fi
       return ;;
  esac
  if [[ $out =~ HTTP/1\.[01]\ ([0-9][0-9][0-9]) ]]; then status=\${BASH_REMATCH[1]}; fi
  if [ "$via" != direct ] && [[ $status != 2* ]] && { [ "$scheme" = https ] || [[ $status == 4?[37] || $status == 5* ]]; }; then
    say "$index" "$([ "$scheme" = http ] && echo http || echo proxy)" status "$status" "$(spent)"
    return
  fi
  if [ "$scheme" = http ] && [ -z "$status" ]; then say "$index" http other '' "$(spent)"; return; fi
  if [ "$scheme" = http ] || ! has openssl; then
    say "$index" 'done' '' "$status" "$(spent)"
    [ "$scheme" = http ] || no_chain "$index" noTool
    return
  fi
  answer=$(show_certificates)
  code=$?
  if [[ $answer =~ issuer=([^$'\n']*) ]]; then
    issuer=\${BASH_REMATCH[1]}
    trusted=0; [[ $answer != *'Verify return code: 0 '* ]] || trusted=1
    say "$index" 'done' '' '' "$(spent)" '' "$trusted" "$issuer"
    openssl_chain "$index" "$answer"
  elif malformed "$answer"; then
    say "$index" tls other '' "$(spent)"
    no_chain "$index" unreadable
  elif [[ $answer == *'unknown option'* ]]; then
    # Too old for a proxy or for the check of names
    say "$index" 'done' '' "$status" "$(spent)"
    no_chain "$index" noTool
  elif [ "$code" -eq 124 ]; then say "$index" tls timeout '' "$(spent)"
  else say "$index" tls closed '' "$(spent)"; fi
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

const chains = sh`
# Reads what 'chain' writes, and prints each certificate once on standard error: all of them, then some chains again with
# the beginnings of their certificates, because Azure keeps only the last 4 KB of a run command
collect() {
  local index place piece order='' text refs number=0 short='' more known='' body
  local -A parts=() facts=() numbers=() bodies=() chains=() sizes=() shown=() kinds=()
  while read -r index place piece; do
    if [ "$place" = - ]; then facts[$index]=$piece order+=" $index"; else
      parts[$index.$place]=\${parts[$index.$place]:-}$piece
      sizes[$index]=$((place + 1))
    fi
  done
  for index in $order; do
    refs=''
    for ((place = 0; place < \${sizes[$index]:-0}; place++)); do
      text=\${parts[$index.$place]:-}
      [ -n "$text" ] || continue
      if [ -z "\${numbers[$text]:-}" ]; then
        numbers[$text]=$number bodies[$number]=$text
        printf '@cert %s %s\n' "$number" "$text" >&2
        number=$((number + 1))
      fi
      refs=$refs,\${numbers[$text]}
    done
    chains[$index]=\${refs#,}
    printf '@chain %s %s %s -\n' "$index" "\${facts[$index]}" "\${chains[$index]:--}" >&2
  done
  short_chains
}

# Prints those of different authorities first, as many as fit. The last lines are kept, so it writes from back to front.
short_chains() {
  local pass issuers
  for pass in first others; do
    for index in $order; do
      refs=\${chains[$index]} issuers=\${chains[$index]#*,}
      if [ -z "$refs" ] || [ -n "\${shown[$index]:-}" ]; then continue; fi
      if [ "$pass" = first ] && [ -n "\${kinds[$issuers]:-}" ]; then continue; fi
      more=''
      for number in \${refs//,/ }; do
        body=\${bodies[$number]}
        [[ $known == *",$number,"* ]] || more+="@cert $number \${body:0:640}"$'\n'
      done
      more+="@chain $index \${facts[$index]} $refs -"$'\n'
      if [ $((\${#more} + \${#short})) -gt 4000 ]; then continue; fi
      short=$more$short known+=,$refs, kinds[$issuers]=1 shown[$index]=1
    done
  done
  printf '%s' "$short" >&2
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

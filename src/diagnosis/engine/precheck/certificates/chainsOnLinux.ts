import { bashLiteral } from '../../../../kernel/text/quote';
import { shellTag } from '../../../../planning/targets/servers';

const sh = shellTag(bashLiteral);

/** Functions of the probe script that read chains, and print them as `parseChains.ts` reads them. */
export const chainsOnLinux = sh`
# chain INDEX PROTOCOL SUITE ROOT TEXT: hands the certificates in the text to 'collect', in pieces that are written at once
chain() {
  local index=$1 how=sent place=0 rest=\${5:0:200000} body
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

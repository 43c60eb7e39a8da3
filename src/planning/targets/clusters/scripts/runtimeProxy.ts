import { systemdEnvironment } from '../../../../kernel/text/quote';
import { type Fragment, join, mark, nothing } from '../../writing/fragment';
import runtimes from '../data/runtimes.json';
import { clusterExitCodes as codes } from '../exitCodes';
import { bashText, sh, stopping } from './bash';
import type { ClusterFacts } from './facts';

/** Runtimes that a node may have; the first service that is there decides. */
function runtimesOf({ target: { cluster } }: ClusterFacts): typeof runtimes {
  if (cluster.distribution === 'k3s') return runtimes.filter(({ runtime }) => runtime === 'k3s');
  const known = runtimes.filter(({ runtime }) => runtime === cluster.containerRuntime);
  return known.length > 0 ? known : runtimes.filter(({ runtime }) => runtime !== 'k3s');
}

/** For each node: a drop-in for systemd that gives the container runtime the proxy. */
export function runtimeProxyText(facts: ClusterFacts): Fragment {
  const services = runtimesOf(facts).flatMap((runtime) => runtime.services);
  const [prefix = ''] = runtimesOf(facts).map((runtime) => runtime.prefix);
  return bashText(
    [
      `Give the container runtime of a node of the cluster ${facts.name} the proxy, to pull images`,
      'Run it on each Linux node as root. If something changes, it restarts the runtime; running containers go on.',
      'Safe to run more than once.',
    ],
    [codes.done, codes.unforeseen, codes.notPrivileged, codes.noAgent, codes.settingFailed],
    [sh`export PATH="$PATH:/usr/sbin:/sbin"`, stopping, content(facts, prefix), main(services)],
  );
}

const content = ({ httpsProxy, httpProxy, runtimeNoProxy }: ClusterFacts, prefix: string): Fragment => {
  const lines = [
    httpsProxy === undefined ? nothing : mark('proxy', sh`${systemdEnvironment(`${prefix}HTTPS_PROXY`, httpsProxy)}`),
    mark('proxy', sh`${systemdEnvironment(`${prefix}HTTP_PROXY`, httpProxy ?? '')}`),
    mark('proxy', sh`${systemdEnvironment(`${prefix}NO_PROXY`, runtimeNoProxy)}`),
  ];
  return sh`
# Prints the drop-in: https://www.freedesktop.org/software/systemd/man/systemd.exec.html
drop_in() {
  printf '%s\n' '[Service]' \
    ${join(lines, ' \\\n    ')}
}
`;
};

const main = (services: readonly string[]): Fragment => sh`
services=(${join(
  services.map((service) => sh`${service}`),
  ' ',
)})

main() {
  local service found='' folder file kept
  [ "$(id -u)" = 0 ] || stop ${codes.notPrivileged.code} 'Run this as root.'
  for service in "\${services[@]}"; do
    systemctl cat "$service.service" >/dev/null 2>&1 || continue
    found=yes
    folder=/etc/systemd/system/$service.service.d
    file=$folder/http-proxy.conf
    if [ -f "$file" ] && [ "$(drop_in)" = "$(cat "$file")" ]; then
      echo "$service: already has the proxy"
      continue
    fi
    mkdir -p "$folder"
    kept=''
    if [ -f "$file" ]; then
      mv "$file" "$file.before"
      kept=yes
      echo "$service: what was there is kept in $file.before"
    fi
    drop_in >"$file" || stop ${codes.settingFailed.code} "$file cannot be written."
    if ! { systemctl daemon-reload && systemctl try-restart "$service.service"; }; then
      # As it was, so that the next run tries again.
      rm -f "$file"
      [ -z "$kept" ] || mv "$file.before" "$file"
      systemctl daemon-reload || true
      stop ${codes.settingFailed.code} "$service could not be restarted with the proxy. It has its old settings."
    fi
    echo "$service: has the proxy now"
  done
  [ -n "$found" ] || stop ${codes.noAgent.code} 'This node has no such container runtime.'
}

main
`;

import fc from 'fast-check';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findCommand, goSources, httpProxy } from '../../../../../build/debian.mjs';
import { ipRangeText } from '../../../../../src/kernel/text/ipRange';
import { noProxyMatcher } from '../../../../../src/planning/network/bypass/noProxyMatcher';
import { clusterRanges } from '../../../../../src/planning/site/clusterRanges';
import { deploymentNoProxy, runtimeNoProxy, skipRange } from '../../../../../src/planning/targets/clusters/bypass';
import { expectHits } from '../../../../support/hits';
import { tryRun } from '../../../../support/program';
import { skipUnless } from '../../../../support/skip';
import { anyBypassingSite, clusterOf } from '../../../../unit/planning/targets/clusters/sites';

const hasGo = findCommand('go') !== undefined && existsSync(join(goSources, httpProxy));
const withoutGo = 'There is no Go with golang.org/x/net. On Debian: apt-get install golang-go golang-golang-x-net-dev';

/** Reads vectors as JSON from its input, and prints for each whether Go’s own rules bypass the proxy. */
const judge = `package main

import (
	"encoding/json"
	"net/url"
	"os"

	"golang.org/x/net/http/httpproxy"
)

type vector struct {
	NoProxy string
	Urls    []string
}

func main() {
	var vectors []vector
	if err := json.NewDecoder(os.Stdin).Decode(&vectors); err != nil {
		panic(err)
	}
	results := make([][]bool, 0, len(vectors))
	for _, each := range vectors {
		config := httpproxy.Config{HTTPProxy: "http://proxy:1", HTTPSProxy: "http://proxy:1", NoProxy: each.NoProxy}
		ask := config.ProxyFunc()
		bypasses := make([]bool, 0, len(each.Urls))
		for _, text := range each.Urls {
			asked, err := url.Parse(text)
			if err != nil {
				panic(err)
			}
			proxy, err := ask(asked)
			if err != nil {
				panic(err)
			}
			bypasses = append(bypasses, proxy == nil)
		}
		results = append(results, bypasses)
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		panic(err)
	}
}
`;

interface Socket {
  readonly host: string;
  readonly port: number;
}
interface Vector {
  readonly noProxy: string;
  readonly sockets: readonly Socket[];
  /** What the cluster or the machine depends on, if it is a list of the product’s own making. */
  readonly needs?: { readonly bypassed: readonly Socket[]; readonly proxied: readonly Socket[] };
}

const at = (host: string, port = 443): Socket => ({ host, port });
const urlOf = ({ host, port }: Socket): string => `https://${host.includes(':') ? `[${host}]` : host}:${port}/`;

const anyHost = fc.oneof(
  fc.constantFrom(
    ...['kubernetes.default.svc', 'x.svc', 'svc', 'a.b.svc.cluster.local', 'contoso.com', 'app.contoso.com'],
    ...['app2.contoso.com', 'SERVER01', 'localhost', '127.0.0.53', '::1', 'fd00:10:96::1', '::ffff:10.0.0.1'],
    ...['weu.his.arc.azure.com', 'contoso-weu.gw.arc.azure.com', '169.254.169.254', 'corp.example', 'arm'],
  ),
  fc
    .tuple(fc.constantFrom('10', '172.20', '192.168'), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((parts) => parts.join('.').split('.').slice(0, 4).join('.')),
);
const anySocket = fc.record({ host: anyHost, port: fc.constantFrom(443, 443, 6443, 8084) });

/** What people write by hand. */
const handWritten = fc
  .array(
    fc.constantFrom(
      ...['', ' ', '.svc', '.contoso.com', '*.contoso.com', 'contoso.com', 'app.contoso.com:8084', '10.0.0.1'],
      ...['10.0.0.0/8', '10.0.0.1:6443', '[::1]:443', '[fd00:10:96::1]:6443', 'fd00:10:96::1', 'fd00:10::/32'],
      ...['::ffff:10.0.0.0/104', '::ffff:10.0.0.1', ':443', '[]:443', '[::1]', 'a:b:c', '.', '*.', 'SERVER01'],
      ...['10.0.0.0/33', '10.00.0.0/8', '0.0.1', 'fe80::1%eth0', 'x:', '.svc:443', 'localhost'],
    ),
    { maxLength: 4 },
  )
  .map((entries) => entries.join(','));

function vectors(): readonly Vector[] {
  const own = fc.sample(fc.tuple(anyBypassingSite, fc.array(anySocket, { minLength: 4, maxLength: 8 })), {
    numRuns: 700,
    seed: 7,
  });
  const written = fc.sample(fc.tuple(handWritten, fc.array(anySocket, { minLength: 4, maxLength: 8 })), {
    numRuns: 900,
    seed: 8,
  });
  return [
    ...own.flatMap(([site, sockets]) => {
      const target = clusterOf(site);
      const { serviceRange, podRange, apiServer } = target.cluster;
      const inRanges = [serviceRange, podRange]
        .flatMap(clusterRanges)
        .flatMap((range) =>
          [range.base, range.base + (1n << BigInt(range.bits - range.prefix)) - 1n].map((base) => ({
            ...range,
            base,
            prefix: range.bits,
          })),
        )
        .map((one) => at(ipRangeText(one).replace(/\/.*/, '')));
      const inCluster = [
        at('kubernetes.default.svc'),
        at('flux.flux-system.svc.cluster.local'),
        at('web.shop.svc', 80),
      ];
      const server = apiServer === undefined ? [] : [at(apiServer.replace(/:6443$/, '').replace(/[[\]]/g, ''), 6443)];
      const azure = [
        ...['contoso-weu.gw.arc.azure.com', 'management.azure.com', 'mcr.microsoft.com', 'weu.his.arc.azure.com'],
        ...['login.microsoftonline.com', 'westeurope.dp.kubernetesconfiguration.azure.com', 'dl.k8s.io'],
      ].map((host) => at(host));
      return [
        {
          noProxy: skipRange(target, site).text,
          sockets,
          needs: { bypassed: [...inRanges, ...inCluster], proxied: azure },
        },
        {
          noProxy: deploymentNoProxy(target, site).text,
          sockets,
          needs: { bypassed: [...server, at('localhost')], proxied: azure },
        },
        {
          noProxy: runtimeNoProxy(target, site).text,
          sockets,
          needs: { bypassed: [...inRanges, ...server], proxied: azure },
        },
      ];
    }),
    ...written.map(([noProxy, sockets]) => ({ noProxy, sockets })),
    { noProxy: 'a.example, *', sockets: [at('b.example'), at('10.0.0.1')] },
  ];
}

describe('NO_PROXY and the skip range before Go', skipUnless(hasGo, withoutGo), () => {
  const all = vectors();
  let judged: readonly (readonly boolean[])[] = [];
  const asked = ({ sockets, needs }: Vector): readonly Socket[] => [
    ...sockets,
    ...(needs?.bypassed ?? []),
    ...(needs?.proxied ?? []),
  ];

  beforeAll(() => {
    const directory = mkdtempSync(join(tmpdir(), 'arc-go-'));
    const file = join(directory, 'judge.go');
    writeFileSync(file, judge);
    const input = JSON.stringify(all.map((each) => ({ NoProxy: each.noProxy, Urls: asked(each).map(urlOf) })));
    const env = {
      PATH: process.env.PATH,
      HOME: directory,
      GOPATH: goSources.replace(/\/src$/, ''),
      GO111MODULE: 'off',
      GOCACHE: join(directory, 'cache'),
      GOFLAGS: '',
      CGO_ENABLED: '0',
    };
    const { status, stdout, stderr } = tryRun('go', 'golang-go', ['run', file], { env, input });
    rmSync(directory, { recursive: true, force: true });
    expect(status, stderr).toBe(0);
    judged = JSON.parse(stdout) as boolean[][];
  });

  it('are read by the product’s matcher as by Go', () => {
    const hits = { bypassed: 0, proxied: 0 };
    const wrong = all.flatMap((vector, index) => {
      const matches = noProxyMatcher(vector.noProxy);
      return asked(vector).flatMap((socket, place) => {
        const byGo = judged[index]?.[place];
        hits[byGo ? 'bypassed' : 'proxied'] += 1;
        return matches(socket.host, socket.port) === byGo
          ? []
          : [`${vector.noProxy} ${urlOf(socket)}: Go says ${byGo}`];
      });
    });
    expect(wrong).toEqual([]);
    expectHits(hits, 3000);
  });

  it('bypass the cluster’s own ranges and names, and nothing of Azure', () => {
    const hits = { bypassed: 0, proxied: 0 };
    const wrong = all.flatMap(({ noProxy, sockets, needs }, index) => {
      if (!needs) return [];
      const found = judged[index]?.slice(sockets.length) ?? [];
      return [...needs.bypassed, ...needs.proxied].flatMap((socket, place) => {
        const shouldBypass = place < needs.bypassed.length;
        hits[shouldBypass ? 'bypassed' : 'proxied'] += 1;
        return found[place] === shouldBypass ? [] : [`${noProxy} ${urlOf(socket)}: Go says ${found[place]}`];
      });
    });
    expect(wrong).toEqual([]);
    expectHits(hits, 3000);
  });
});

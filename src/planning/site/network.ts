import * as l10n from '@vscode/l10n';
import { told } from './told';
import * as v from 'valibot';
import { featureSince, recommendedAgent } from '../../kernel/knowledge/agentFeature';
import { isHostPattern } from '../../kernel/hostName';
import { parseIpv4 } from '../../kernel/text/ipv4';
import { choice, lowerCase, optional, required, shaped, text } from './fields';
import { textList } from './lists';
import { formatProxyUrl, parseProxyUrl } from './proxyUrl';
import type { About } from './schema';
import { section } from './section';
import { hostPatternShape, proxyUrlShape } from './shapes';

const proxyProblem = (url: string): string | undefined => {
  const parsed = parseProxyUrl(url);
  return parsed.ok ? undefined : parsed.error;
};

const tidyProxyUrl = (url: string): string => {
  const parsed = parseProxyUrl(url);
  return parsed.ok ? formatProxyUrl(parsed.value) : url;
};

const proxyUrl = text(
  { shape: proxyUrlShape, check: proxyProblem, normalize: tidyProxyUrl },
  told({
    title: 'Upstream proxy',
    description:
      'The enterprise proxy between the servers and the internet, http://host:port. Leave it out when they go out directly. User names and passwords are not supported.',
    patternErrorMessage: 'Write http://host:port, without a user name, a password or a path.',
  }),
);

const httpProxyUrl = text(
  { shape: proxyUrlShape, check: proxyProblem, normalize: tidyProxyUrl },
  told({
    title: 'Proxy for HTTP',
    description: 'The proxy of clusters for plain HTTP, http://host:port; the upstream proxy when left out.',
    patternErrorMessage: 'Write http://host:port, without a user name, a password or a path.',
  }),
);

const certificatePath = text(
  shaped(
    /^[^\p{C}\p{Zl}\p{Zp}-][^\p{C}\p{Zl}\p{Zp}]{0,259}$/u,
    l10n.t(
      'Write the path of the certificate file on the deployment machine, on one line. It can’t begin with a hyphen.',
    ),
  ),
  told({
    title: 'Proxy certificate',
    description:
      'Path of a PEM file on the deployment machine with the certificates that agents of clusters must trust.',
    patternErrorMessage: 'Write the path on one line; it cannot begin with a hyphen.',
  }),
);

const hostName = (problem: string, patternErrorMessage: string) =>
  required(
    l10n.t('Write a host name, or remove the line.'),
    text(
      {
        shape: hostPatternShape,
        // An address gets a finding, which says what the list takes.
        check: (host) => (isHostPattern(host) || parseIpv4(host) !== undefined ? undefined : problem),
        normalize: lowerCase,
      },
      told({ title: 'Host', patternErrorMessage }),
    ),
  );

// Each consumer checks whether entries are names, addresses or ranges.
const entries = (about: About | undefined) =>
  v.exactOptional(
    textList(
      required(
        l10n.t('Write a name or an address, or remove the line.'),
        text(
          shaped(
            /^[\w.*:/<>[\]-]{1,253}$/,
            l10n.t('Write one name, address or range: server01, contoso.com, 10.0.0.4, 10.0.0.0/8.'),
          ),
          told({ title: 'Entry', patternErrorMessage: 'Write one name, address or range.' }),
        ),
      ),
      about,
    ),
  );

/** Reached without the proxy. */
export const bypass = section(
  {
    /** `server01`, `app.contoso.com` */
    hosts: entries(told({ title: 'Hosts', description: 'Single names: server01, app.contoso.com.' })),
    /** `contoso.com` means its subdomains only. */
    domains: entries(told({ title: 'Domains', description: 'Domains whose sub-domains are meant: contoso.com.' })),
    /** IPv4. */
    ips: entries(told({ title: 'Addresses', description: 'Single IPv4 addresses.' })),
    /** IPv4: `10.0.0.0/8`. */
    cidrs: entries(told({ title: 'Ranges', description: 'IPv4 ranges: 10.0.0.0/8.' })),
  },
  {
    about: told({
      title: 'Proxy bypass',
      description: 'What is reached without the proxy. With a gateway the agent does not follow it.',
    }),
  },
);

export const network = section(
  {
    /** Enterprise proxy; absent: direct. */
    proxyUrl: optional(proxyUrl),
    /** Of clusters, for plain HTTP; absent: `proxyUrl`. */
    httpProxyUrl: optional(httpProxyUrl),
    /** Path on the deployment machine; only for clusters. */
    proxyCertificate: optional(certificatePath),
    /** Absent: unknown. Clusters need them. */
    webSockets: v.exactOptional(
      choice(
        ['yes', 'no', 'unknown'],
        l10n.t('Choose whether the proxy lets WebSockets through: yes, no, or unknown.'),
        told({
          title: 'WebSockets',
          description: 'Whether the proxy lets WebSocket connections through, which clusters need.',
        }),
      ),
    ),
    /** The agent doesn’t support proxy authentication. */
    proxyAuthentication: v.exactOptional(
      choice(
        ['none', 'required'],
        l10n.t('Choose whether the proxy requires authentication: none or required.'),
        told({
          title: 'Proxy sign-in',
          description: 'Whether the proxy asks for a sign-in, which the agent cannot give; none when left out.',
          default: 'none',
        }),
      ),
    ),
    /** Absent: unknown. */
    tlsInspection: v.exactOptional(
      choice(
        ['yes', 'no', 'unknown'],
        l10n.t('Choose whether TLS is inspected: yes, no, or unknown.'),
        told({
          title: 'TLS inspection',
          description: 'Whether TLS connections are opened on the way.',
        }),
      ),
    ),
    /** Names and patterns: `*.gw.arc.azure.com`. */
    tlsExemptHosts: v.exactOptional(
      textList(
        hostName(
          l10n.t('Write a host name alone, without scheme and port; *. may stand in front: *.gw.arc.azure.com.'),
          'Write a host name alone: contoso.gw.arc.azure.com, or *.gw.arc.azure.com.',
        ),
        told({
          title: 'Hosts exempt from TLS inspection',
          description: 'Host names and patterns whose connections stay closed although TLS is inspected.',
        }),
      ),
    ),
    /** For the agent’s proxy; no effect with a gateway. */
    bypass: v.exactOptional(bypass),
    /** Host names on the gateway resource’s own bypass list. */
    gatewayBypass: v.exactOptional(
      textList(
        hostName(
          l10n.t('Write a full host name alone, without scheme and port: app.contoso.com.'),
          'Write a full host name alone: app.contoso.com.',
        ),
        told({
          title: 'Gateway bypass',
          description: `Host names that the gateway’s own bypass list keeps out of the gateway; agents from ${featureSince('gatewayBypass').since}, better ${recommendedAgent}.`,
        }),
      ),
    ),
  },
  { about: told({ title: 'Network', description: 'How the servers reach the internet.' }) },
);

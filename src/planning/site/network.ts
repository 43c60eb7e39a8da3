import type { BypassEntries } from './bypassEntries';
import { textList } from './lists';
import { object, oneOf, optionalText, type Reader } from './reader';
import { formatProxyUrl, parseProxyUrl } from './proxyUrl';
import type { Network } from './site';
import { reportUnknownKey } from './unknownKey';

const readProxyUrl = optionalText({
  check: (url) => {
    const parsed = parseProxyUrl(url);
    return parsed.ok ? undefined : parsed.error;
  },
  normalise: (url) => {
    const parsed = parseProxyUrl(url);
    return parsed.ok ? formatProxyUrl(parsed.value) : url;
  },
});

const lowerCase = (text: string): string => text.toLowerCase();

const isHostName = (text: string): boolean => text.split('.').every((label) => /^[a-z0-9_-]{1,63}$/i.test(label));

const hostList = (problem: string) =>
  textList({
    empty: 'Write a host name, or remove the line.',
    check: (text) => (isHostName(text.replace(/^\*\./, '')) ? undefined : problem),
    normalise: lowerCase,
  });

// Whether it is a name, an address or a range is said where the wish is put into a program's words.
const wishList = textList({
  empty: 'Write a name or an address, or remove the line.',
  check: (text) =>
    /^[\w.*:/<>[\]-]{1,253}$/.test(text)
      ? undefined
      : 'Write one name, address or range: server01, contoso.com, 10.0.0.4, 10.0.0.0/8.',
});

const readBypass = object<BypassEntries>(
  { hosts: wishList, domains: wishList, ips: wishList, cidrs: wishList },
  reportUnknownKey,
);

export const readNetwork: Reader<Network> = object<Network>(
  {
    proxyUrl: readProxyUrl,
    proxyAuthentication: oneOf(['none', 'required'], 'Say whether the proxy asks for a sign-in: none, required.'),
    tlsInspection: oneOf(['yes', 'no', 'unknown'], 'Say whether TLS is inspected on the way: yes, no, unknown.'),
    tlsExemptHosts: hostList(
      'Write a host name alone, without scheme and port; *. may stand in front: *.gw.arc.azure.com.',
    ),
    bypass: (value, place) => (value === undefined ? undefined : readBypass(value, place)),
    gatewayBypass: hostList('Write a full host name alone, without scheme and port: app.contoso.com.'),
  },
  reportUnknownKey,
);

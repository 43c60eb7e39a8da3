import * as l10n from '@vscode/l10n';
import { arcProxyPort } from '../../kernel/knowledge/agentServices';
import { pageSource } from '../../kernel/knowledge/pages';
import { parseProxyUrl, type Site } from '../site';
import type { Finding } from '../../kernel/finding';
import type { Rule } from './rule';

const path = 'network.proxyUrl';

type ProxyUrl = Extract<ReturnType<typeof parseProxyUrl>, { readonly ok: true }>['value'];

const proxyOf = ({ network }: Site): ProxyUrl | undefined => {
  const parsed = network.proxyUrl === undefined ? undefined : parseProxyUrl(network.proxyUrl);
  return parsed?.ok ? parsed.value : undefined;
};

const aboutProxy =
  (find: (proxy: ProxyUrl) => Omit<Finding, 'path'> | undefined): Rule<Site> =>
  (site) => {
    const proxy = proxyOf(site);
    const found = proxy && find(proxy);
    return found && { ...found, path };
  };

export const noPort = aboutProxy(({ port }) =>
  port === undefined
    ? {
        code: 'proxy.noPort',
        severity: 'warning',
        message: l10n.t('The URL has no port, so port 80 is used. Most proxies listen on another port.'),
        fix: l10n.t('Add the port, for example :8080 or :3128, or :80 if that is intended.'),
        source: pageSource('agentProxy'),
      }
    : undefined,
);

const isLoopback = (host: string): boolean => /^(localhost|127\..*|\[::1\])$/.test(host);

export const loopback = aboutProxy(({ host, port }) =>
  isLoopback(host)
    ? {
        code: 'proxy.loopback',
        severity: 'warning',
        message:
          port === arcProxyPort
            ? l10n.t('This is the Arc proxy that the agent runs itself. It needs the address of the upstream proxy.')
            : l10n.t('This is a loopback address, so every server needs its own proxy there.'),
        fix: l10n.t('Enter the address at which the servers reach the enterprise proxy, or leave the field empty.'),
        source: pageSource('arcGateway'),
      }
    : undefined,
);

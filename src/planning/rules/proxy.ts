import { parseProxyUrl, type ProxyUrl } from '../site';
import type { Site } from '../site';
import type { Finding } from '../../kernel/finding';
import type { Rule } from './rule';

const path = 'network.proxyUrl';
const agentPage = 'learn.microsoft.com/azure/azure-arc/servers/manage-agent-proxy-settings (2026-03-24)';

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

export const localName = aboutProxy(({ host }) =>
  host.endsWith('.local')
    ? {
        code: 'proxy.localName',
        severity: 'warning',
        message: 'Fine for servers, but a .local proxy name is not supported on Azure Local.',
        fix: 'If Azure Local machines shall use the same settings, write the proxy’s IP address.',
        source: 'learn.microsoft.com/azure/azure-local/manage/configure-proxy-settings-23h2 (read 2026-11)',
      }
    : undefined,
);

export const noPort = aboutProxy(({ port }) =>
  port === undefined
    ? {
        code: 'proxy.noPort',
        severity: 'warning',
        message: 'No port is named, so port 80 is used. Most proxies listen on another.',
        fix: 'Write the port out, for example :8080 or :3128; :80 if that is meant.',
        source: agentPage,
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
          port === 40343
            ? 'This is the Arc proxy that the agent itself runs. It needs the upstream proxy’s address, not its own.'
            : 'This address is each server itself, so every server needs a proxy of its own there.',
        fix: 'Write the address under which the servers reach the enterprise proxy, or leave the field empty.',
        source: 'learn.microsoft.com/azure/azure-arc/servers/arc-gateway (2026-04-01)',
      }
    : undefined,
);

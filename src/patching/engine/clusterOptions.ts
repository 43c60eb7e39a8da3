import * as l10n from '@vscode/l10n';
import { sameResource } from '../../kernel/resources';
import type { ClusterSettings } from '../../planning/targets/clusters';
import { clusterReason, optionReason, variableReason } from './clusterTexts';
import { type Context, gatewayName } from './context';
import { sameUrl } from './proxyValue';
import type { WantedOption } from './wanted';

/** As the Azure CLI and Az PowerShell call them. */
export interface OptionNames {
  readonly gateway: string;
  readonly httpsProxy: string;
  readonly httpProxy: string;
  readonly skipRange: string;
  readonly certificate: string;
}

export const cliNames: OptionNames = {
  gateway: '--gateway-resource-id',
  httpsProxy: '--proxy-https',
  httpProxy: '--proxy-http',
  skipRange: '--proxy-skip-range',
  certificate: '--proxy-cert',
};

export const cmdletNames: OptionNames = {
  gateway: '-GatewayResourceId',
  httpsProxy: '-HttpsProxy',
  httpProxy: '-HttpProxy',
  skipRange: '-NoProxy',
  certificate: '-ProxyCert',
};

/** What a command for this cluster must have. */
export function clusterOptions(
  { site }: Pick<Context, 'site'>,
  { httpsProxy, httpProxy, skipRange, certificate }: ClusterSettings,
  names: OptionNames,
): readonly WantedOption[] {
  const { id } = site.gateway;
  const option = (
    flag: string,
    value: string | undefined,
    rest: Pick<WantedOption, 'adds' | 'replaces' | 'isSame'>,
  ): readonly WantedOption[] =>
    value === undefined ? [] : [{ ...rest, ...reasons(flag, value), outsideNote: noteOf(flag, value), kind: 'proxy' }];
  const replaces = l10n.t('Replaces the proxy with the site’s proxy.');
  const proxy = (value = '') => ({ replaces, isSame: (text: string) => sameUrl(text, value) });
  return [
    {
      ...reasons(names.gateway, id),
      kind: 'gateway',
      adds: l10n.t`Connects the cluster through the gateway ${gatewayName(site)}.`,
      replaces: l10n.t`Replaces the gateway with ${gatewayName(site)}.`,
      isSame: (text) => sameResource(text, id),
    },
    ...option(names.httpsProxy, httpsProxy, {
      adds: l10n.t('Gives the cluster’s agents the proxy for HTTPS.'),
      ...proxy(httpsProxy),
    }),
    ...option(names.httpProxy, httpProxy, {
      adds: l10n.t('Gives the cluster’s agents the proxy for HTTP.'),
      ...proxy(httpProxy),
    }),
    ...option(names.skipRange, skipRange, {
      adds: l10n.t('Says what the cluster’s agents reach without the proxy.'),
      replaces: l10n.t('Replaces what the cluster’s agents reach without the proxy.'),
      isSame: (text) => entriesOf(text).join() === entriesOf(skipRange ?? '').join(),
    }),
    ...option(names.certificate, certificate, {
      adds: l10n.t('Gives the cluster’s agents the certificate of the proxy.'),
      replaces: l10n.t('Replaces the certificate of the proxy.'),
      isSame: (text) => text === certificate,
    }),
  ];
}

/** Sorted. */
export const entriesOf = (skipRange: string): readonly string[] =>
  skipRange
    .toLowerCase()
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .sort();

const noteOf = (flag: string, value: string) => (source: string) => clusterReason('fromOutside', flag, source, value);

const reasons = (flag: string, value: string) => ({
  name: flag.replace(/^--?/, '').toLowerCase(),
  flag,
  value,
  refusal: (problem: Parameters<WantedOption['refusal']>[0]) => optionReason(problem, flag),
  variableRefusal: (...[problem, name]: Parameters<WantedOption['variableRefusal']>) =>
    variableReason(problem, flag, name),
  ownOption: (source: string) => clusterReason('ownOption', flag, source, value),
});

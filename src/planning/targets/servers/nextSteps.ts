import * as l10n from '@vscode/l10n';
import { featureSince } from '../../../kernel/knowledge/agentFeature';
import { arcProxyUrl } from '../../../kernel/knowledge/agentServices';
import { listOf, plural } from '../../../kernel/text/phrases';
import { covers } from '../../../kernel/hostPattern';
import { bypassedHosts, proxyBypass } from '../../network/bypass';
import { cloudOfRegion } from '../../../kernel/knowledge/regionClouds';
import { displayRegion } from '../../../kernel/knowledge/regions';
import {
  hisCode,
  hisDiscoveryUrl,
  notificationHostsUrl,
  notificationWildcard,
} from '../../../kernel/knowledge/regionalHosts';
import type { NextStep, ScriptHead } from '../script';
import type { Endpoint } from '../../network';
import { checkCommand } from './checkFlags';
import { extensionProxySteps } from './extensionProxy';
import { secretOf } from './onboarding';
import { bashLiteral, powershellLiteral } from '../../../kernel/text/quote';
import { connectionOf, type ServerSite, type Site, usesGateway } from '../../site';

/** Hosts that the agent’s `proxy.bypass` exempts from the proxy; `<…>` matches any name. */
function aroundProxy(site: ServerSite, endpoints: readonly Endpoint[]): string[] {
  if (proxyBypass(site).text === '') return [];
  const patterns = bypassedHosts(site);
  const hosts = new Set(endpoints.map(({ host }) => host));
  return [...hosts].filter((host) => patterns.some((pattern) => covers(pattern, host.replace(/<\w+>/g, '*'))));
}

function allowEndpoints(site: ServerSite, endpoints: readonly Endpoint[]): NextStep {
  const { network, gateway } = site;
  const open = endpoints.filter(({ privateEndpoint }) => !privateEndpoint);
  const ports = listOf([...new Set(open.map(({ port }) => port))].sort((a, b) => a - b).map(String));
  const around = aroundProxy(site, open);
  const details = [
    network.proxyUrl === undefined
      ? l10n.t`Open outbound TCP ${ports} from the servers to these hosts.`
      : l10n.t`Allow these hosts on ${network.proxyUrl} for TCP ${ports}, and allow the servers to use that proxy.`,
    ...(around.length === 0
      ? []
      : [
          l10n.t`The agent bypasses the proxy for some of them, so also open these from the servers: ${listOf(around)}.`,
        ]),
    ...(usesGateway(site)
      ? [
          l10n.t`Exempt ${gateway?.endpoint ?? '*.gw.arc.azure.com'} from TLS inspection: its traffic is encrypted twice and can’t be inspected.`,
        ]
      : []),
    ...(open.length < endpoints.length ? [privateHosts(endpoints.length - open.length)] : []),
  ];
  return {
    title: plural(open.length, { one: l10n.t('Allow 1 host'), other: l10n.t`Allow ${open.length} hosts` }),
    detail: details.join(' '),
  };
}

const privateHosts = (count: number): string =>
  plural(count, {
    one: l10n.t(
      'The servers reach 1 other host at a private address of the scope, without a proxy: make sure that their DNS resolves it to that address.',
    ),
    other: l10n.t`The servers reach the other ${count} hosts at private addresses of the scope, without a proxy: make sure that their DNS resolves them to those addresses.`,
  });

/** Asks the service for the regional host if no published source names it. */
export function askForRegion({ azure: { region } }: Pick<Site, 'azure'>): NextStep[] {
  if (hisCode(region) !== undefined || cloudOfRegion(region) !== undefined) return [];
  return [
    {
      title: l10n.t`Find the regional Arc host of ${displayRegion(region)}`,
      detail: l10n.t(
        'It isn’t published, so the allow list has a wildcard instead. This request returns the host and needs no sign-in. Allow that host instead of the wildcard.',
      ),
      command: { shell: 'bash', text: `curl --silent --show-error ${bashLiteral(hisDiscoveryUrl(region))}` },
    },
  ];
}

function askForNotificationHosts({ azure: { region } }: ServerSite, endpoints: readonly Endpoint[]): NextStep[] {
  if (!endpoints.some(({ host }) => host === notificationWildcard)) return [];
  return [
    {
      title: l10n.t`Find the notification hosts behind ${notificationWildcard}`,
      detail: l10n.t(
        'The notification service itself returns them for the region, without sign-in. Allow these names where the firewall takes no wildcard, and ask again from time to time: they can change.',
      ),
      command: { shell: 'bash', text: `curl --silent --show-error ${bashLiteral(notificationHostsUrl(region))}` },
    },
  ];
}

function signIn({ identity }: ServerSite): string {
  const secret = secretOf(identity);
  if (identity.method === 'interactive') {
    return l10n.t('A browser opens for sign-in. On Linux and Server Core, a device code is shown instead.');
  }
  if (identity.method === 'deviceCode') {
    return l10n.t('It shows a device code. Enter the code in a browser on any device before it expires.');
  }
  if (!secret) return l10n.t('It signs in with the certificate on the server.');
  return identity.method === 'accessToken'
    ? l10n.t`It signs in with the access token in ${secret.variable}, or prompts for it. The token isn’t stored.`
    : l10n.t`It signs in with the secret in ${secret.variable}, or prompts for it. The secret isn’t stored.`;
}

function runCommand({ os, fileName }: ScriptHead, site: ServerSite): NonNullable<NextStep['command']> {
  if (os === 'linux') {
    const run = `bash ${bashLiteral(`./${fileName}`)}`;
    const secret = secretOf(site.identity);
    const keep = secret && site.servers.state !== 'connected' ? `--preserve-env=${secret.variable} ` : '';
    return { shell: 'bash', text: `sudo ${keep}${run}` };
  }
  const file = powershellLiteral(`.\\${fileName}`);
  return { shell: 'powershell', text: `powershell.exe -NoProfile -ExecutionPolicy Bypass -File ${file}` };
}

function runScript(script: ScriptHead, site: ServerSite): NextStep {
  const isLinux = script.os === 'linux';
  const run = isLinux
    ? l10n.t`Copy ${script.fileName} to the server and run it there as root.`
    : l10n.t`Copy ${script.fileName} to the server and run it in PowerShell as administrator.`;
  return {
    title: isLinux ? l10n.t('Run the script on each Linux server') : l10n.t('Run the script on each Windows server'),
    detail: `${run} ${signIn(site)}`,
    command: runCommand(script, site),
  };
}

function useScripts(site: ServerSite, scripts: readonly ScriptHead[]): NextStep[] {
  const onServers = scripts.filter(({ kind }) => kind === 'onboard').map((script) => runScript(script, site));
  if (site.servers.state !== 'connected') return onServers;
  const turning = scripts.filter(({ kind }) => kind === 'useGateway');
  return [associate, ...turning.map((script) => turn(script, site))];
}

const associate: NextStep = {
  title: l10n.t('Associate the machines with the gateway'),
  detail: l10n.t`Run one of these on your own computer: ${'associate.sh'} with the Azure CLI, or ${'associate.ps1'} with Az PowerShell. Each reports what it changes and verifies the result.`,
  command: { shell: 'bash', text: `bash ${bashLiteral('./associate.sh')}` },
};

const turn = (script: ScriptHead, site: ServerSite): NextStep => ({
  title:
    script.os === 'linux'
      ? l10n.t('Switch older Linux agents to the gateway')
      : l10n.t('Switch older Windows agents to the gateway'),
  detail: l10n.t`Agents before ${featureSince('automaticGateway').since} don’t switch automatically: run ${script.fileName} on those servers. It is safe to run on others.`,
  command: runCommand(script, site),
});

function verify(site: ServerSite): NextStep[] {
  const { network, gateway } = site;
  const hasGateway = usesGateway(site);
  const bypass = proxyBypass(site).text;
  // The names of the fields are the agent’s own.
  const expected = [
    'Agent Status: Connected',
    ...(hasGateway ? [`Using HTTPS Proxy: ${arcProxyUrl}`] : []),
    `${hasGateway ? 'Upstream Proxy' : 'Using HTTPS Proxy'}: ${network.proxyUrl ?? l10n.t('empty')}`,
    ...(hasGateway
      ? [
          `Gateway URL: ${gateway?.endpoint === undefined ? l10n.t('the URL of your gateway') : `https://${gateway.endpoint}`}`,
        ]
      : []),
    ...(bypass === '' ? [] : [`Proxy Bypass List: ${bypass}`]),
  ];
  const { scenarios = [] } = site;
  const check = checkCommand({ connection: connectionOf(site), scenarios }, site.servers.agentVersion);
  return [
    {
      title: hasGateway ? l10n.t('Check that the agent uses the gateway') : l10n.t('Check that the agent is connected'),
      detail: l10n.t`Expected output: ${expected.join('; ')}`,
      command: { shell: 'any', text: 'azcmagent show' },
    },
    {
      title: l10n.t('Check the connection to every endpoint'),
      detail: hasGateway
        ? l10n.t('In the output, connection.type is gateway and Reachable is true in every row.')
        : l10n.t('In the output, Reachable is true in every row.'),
      command: { shell: 'any', text: check },
    },
  ];
}

const closeOldRules: NextStep = {
  title: l10n.t('Close firewall rules that are no longer needed'),
  detail: l10n.t(
    'Keep the existing rules for these servers for at least an hour after they are connected, until all traffic uses the gateway. First ask whether an Arc-enabled Kubernetes cluster or an Azure Local instance behind the same firewall connects without a gateway: it needs some of the same hosts. The traffic view lists these separately.',
  ),
};

/** What a person does once the scripts are saved, in order. */
export const nextSteps = (
  site: ServerSite,
  scripts: readonly ScriptHead[],
  endpoints: readonly Endpoint[],
): NextStep[] => [
  allowEndpoints(site, endpoints),
  ...askForNotificationHosts(site, endpoints),
  ...useScripts(site, scripts),
  ...extensionProxySteps(site),
  ...verify(site),
  ...(usesGateway(site) ? [closeOldRules] : []),
];

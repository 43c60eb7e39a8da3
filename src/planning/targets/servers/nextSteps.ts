import { bypassedHosts, proxyBypass } from '../../network';
import { covers } from '../../network';
import { cloudOfRegion, displayRegion, hisCode, hisDiscoveryUrl } from '../../../kernel/knowledge/regions';
import type { NextStep, Script } from '../script';
import type { Endpoint } from '../../network';
import { secretOf } from './onboarding';
import { bashLiteral, powershellLiteral } from '../../../kernel/text/quote';
import { connectionOf, type ServerSite, type Site, usesGateway } from '../../site';

/** Those that the agent's `proxy.bypass` keeps off the proxy; a name that is not given yet may be any. */
function aroundProxy(site: ServerSite, endpoints: readonly Endpoint[]): string[] {
  if (proxyBypass(site).text === '') return [];
  const patterns = bypassedHosts(site);
  const hosts = new Set(endpoints.map(({ host }) => host));
  return [...hosts].filter((host) => patterns.some((pattern) => covers(pattern, host.replace(/<\w+>/g, '*'))));
}

function allowEndpoints(site: ServerSite, endpoints: readonly Endpoint[]): NextStep {
  const { network, gateway } = site;
  const open = endpoints.filter(({ privateEndpoint }) => !privateEndpoint);
  const ports = [...new Set(open.map(({ port }) => port))].sort((a, b) => a - b).join(' and ');
  const where =
    network.proxyUrl === undefined
      ? `Have outbound TCP ${ports} opened from the servers to these hosts.`
      : `Have these hosts allowed on ${network.proxyUrl}, for TCP ${ports}, and the servers allowed to use that proxy.`;
  const exempt = `Exempt ${gateway?.endpoint ?? 'the gateway’s host'} from TLS inspection: its traffic is encrypted twice and cannot be inspected.`;
  const beside = network.proxyUrl === undefined ? '' : ', without the proxy';
  const inside = `The other ${endpoints.length - open.length} are reached at the scope’s private addresses${beside}: have the servers’ DNS resolve them to those.`;
  const around = aroundProxy(site, open).join(', ');
  const details = [
    where,
    ...(around === ''
      ? []
      : [`The agent reaches some without the proxy; have these opened from the servers too: ${around}.`]),
    ...(usesGateway(site) ? [exempt] : []),
    ...(open.length < endpoints.length ? [inside] : []),
  ];
  return { title: `Allow ${open.length} hosts`, detail: details.join(' ') };
}

/** The one host that no published source names is asked of the service itself, whatever else is still to be settled. */
export function askForRegion({ azure: { region } }: Pick<Site, 'azure'>): NextStep[] {
  if (hisCode(region) !== undefined || cloudOfRegion(region) !== undefined) return [];
  return [
    {
      title: `Ask for the regional Arc host of ${displayRegion(region)}`,
      detail:
        'No published source names it, so the allow list has a wildcard in its place. This request answers with the host’s address and needs no sign-in; allow that host instead of the wildcard.',
      command: { shell: 'bash', text: `curl --silent --show-error ${bashLiteral(hisDiscoveryUrl(region))}` },
    },
  ];
}

function signIn({ identity }: ServerSite): string {
  const secret = secretOf(identity);
  if (identity.method === 'interactive') {
    return 'A browser opens for the sign-in; on Linux and Server Core a code is shown instead.';
  }
  if (identity.method === 'deviceCode') {
    return 'It shows a code. Enter it within five minutes in a browser on any device.';
  }
  if (!secret) return 'It signs in by itself with the certificate on the server.';
  const what = identity.method === 'accessToken' ? 'access token' : 'secret';
  return `It signs in by itself with the ${what} in ${secret.variable}, or asks for the ${what}; it keeps neither.`;
}

function runCommand({ os, fileName }: Script, site: ServerSite): NonNullable<NextStep['command']> {
  if (os === 'linux') {
    const run = `bash ${bashLiteral(`./${fileName}`)}`;
    const secret = secretOf(site.identity);
    const keep = secret && site.servers.state !== 'connected' ? `--preserve-env=${secret.variable} ` : '';
    return { shell: 'bash', text: `sudo ${keep}${run}` };
  }
  const file = powershellLiteral(`.\\${fileName}`);
  return { shell: 'powershell', text: `powershell.exe -NoProfile -ExecutionPolicy Bypass -File ${file}` };
}

function runScript(script: Script, site: ServerSite): NextStep {
  const isLinux = script.os === 'linux';
  return {
    title: isLinux ? 'Run the script on each Linux server' : 'Run the script on each Windows server',
    detail: `Copy ${script.fileName} to the server and run it there ${isLinux ? 'as root' : 'in a PowerShell started as administrator'}. ${signIn(site)}`,
    command: runCommand(script, site),
  };
}

/** What is done with the scripts: one step for each that is run on servers by hand, one for associating. */
function useScripts(site: ServerSite, scripts: readonly Script[]): NextStep[] {
  const onServers = scripts.filter(({ kind }) => kind === 'onboard').map((script) => runScript(script, site));
  if (site.servers.state !== 'connected') return onServers;
  const turning = scripts.filter(({ kind }) => kind === 'useGateway');
  return [associate, ...turning.map((script) => turn(script, site))];
}

const associate: NextStep = {
  title: 'Associate the machines with the gateway',
  detail:
    'Run one of the two on your own computer: associate.sh with the Azure CLI, or associate.ps1 with Az PowerShell. Each names what it changes and proves it by reading it back.',
  command: { shell: 'bash', text: `bash ${bashLiteral('./associate.sh')}` },
};

const turn = (script: Script, site: ServerSite): NextStep => ({
  title: `Then turn old agents on ${script.os === 'linux' ? 'Linux' : 'Windows'} to it`,
  detail: `Agents up to 1.50 do not do so by themselves: run ${script.fileName} on those servers. It does no harm on others.`,
  command: runCommand(script, site),
});

function verify(site: ServerSite): NextStep[] {
  const { network, gateway } = site;
  const hasGateway = usesGateway(site);
  const bypass = proxyBypass(site).text;
  const expected = [
    'Agent Status: Connected',
    ...(hasGateway ? ['Using HTTPS Proxy: http://localhost:40343 (the Arc proxy)'] : []),
    hasGateway ? `Upstream Proxy: ${network.proxyUrl ?? 'empty'}` : `Using HTTPS Proxy: ${network.proxyUrl ?? 'empty'}`,
    ...(hasGateway
      ? [`Gateway URL: ${gateway?.endpoint === undefined ? 'your gateway’s' : `https://${gateway.endpoint}`}`]
      : []),
    ...(bypass === '' ? [] : [`Proxy Bypass List: ${bypass}`]),
  ];
  const check = connectionOf(site) === 'privateLink' ? 'azcmagent check --enable-pls-check' : 'azcmagent check';
  return [
    {
      title: hasGateway ? 'See that the agent uses the gateway' : 'See that the agent is connected',
      detail: `Expect ${expected.join('; ')}.`,
      command: { shell: 'any', text: 'azcmagent show' },
    },
    {
      title: 'Check the way to every endpoint',
      detail: `Expect ${hasGateway ? 'connection.type to be gateway, and ' : ''}Reachable to be true in every row.`,
      command: { shell: 'any', text: check },
    },
  ];
}

const closeOldRules: NextStep = {
  title: 'Then close what is no longer needed',
  detail:
    'Leave older firewall rules for these servers in place for at least one hour after they are connected: the switch to the gateway takes a while to settle. First ask whether an Arc-enabled Kubernetes cluster or an Azure Local instance behind the same firewall connects without a gateway: it needs some of the same hosts. The traffic view lists these apart.',
};

/** What a person does once the scripts are saved, in order. */
export const nextSteps = (site: ServerSite, scripts: readonly Script[], endpoints: readonly Endpoint[]): NextStep[] => [
  allowEndpoints(site, endpoints),
  ...useScripts(site, scripts),
  ...verify(site),
  ...(usesGateway(site) ? [closeOldRules] : []),
];

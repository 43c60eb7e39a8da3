import type { Endpoint, NextStep, Script } from './plan';
import { bashLiteral, powershellLiteral } from './scripts/quote';
import type { Topology } from './topology/topology';

/** The environment variable from which the scripts take a service principal's secret. */
const secretVariable = 'ARC_SERVICE_PRINCIPAL_SECRET';

function allowEndpoints({ network, gateway }: Topology, endpoints: readonly Endpoint[]): NextStep {
  const ports = [...new Set(endpoints.map(({ port }) => port))].sort((a, b) => a - b).join(' and ');
  const where =
    network.proxyUrl === undefined
      ? `Have outbound TCP ${ports} opened from the servers to these hosts.`
      : `Have these hosts allowed on ${network.proxyUrl}, for TCP ${ports}, and the servers allowed to use that proxy.`;
  return {
    title: `Allow ${endpoints.length} hosts`,
    detail: `${where} Exempt ${gateway.endpoint ?? 'the gateway’s host'} from TLS inspection: its traffic is encrypted twice and cannot be inspected.`,
  };
}

const signIn: Readonly<Record<Topology['identity']['method'], string>> = {
  interactive: 'A browser opens for the sign-in; on Linux and Server Core a code is shown instead.',
  deviceCode: 'It shows a code. Enter it within five minutes in a browser on any device.',
  servicePrincipal: `It signs in by itself with the secret in ${secretVariable}, or asks for the secret; it keeps neither.`,
};

function runCommand({ os, fileName }: Script, isServicePrincipal: boolean): NextStep['command'] {
  if (os === 'linux') {
    const run = `bash ${bashLiteral(`./${fileName}`)}`;
    const keep = isServicePrincipal ? `--preserve-env=${secretVariable} ` : '';
    return { shell: 'bash', text: `sudo ${keep}${run}` };
  }
  const file = powershellLiteral(`.\\${fileName}`);
  return { shell: 'powershell', text: `powershell.exe -NoProfile -ExecutionPolicy Bypass -File ${file}` };
}

function runScript(script: Script, { identity }: Topology): NextStep {
  const isLinux = script.os === 'linux';
  return {
    title: isLinux ? 'Run the script on each Linux server' : 'Run the script on each Windows server',
    detail: `Copy ${script.fileName} to the server and run it there ${isLinux ? 'as root' : 'in a PowerShell started as administrator'}. ${signIn[identity.method]}`,
    command: runCommand(script, identity.method === 'servicePrincipal'),
  };
}

function verify({ gateway, network }: Topology): NextStep[] {
  const expected = [
    'Agent Status: Connected',
    'Using HTTPS Proxy: http://localhost:40343 (the Arc proxy)',
    `Upstream Proxy: ${network.proxyUrl ?? 'empty'}`,
    `Gateway URL: ${gateway.endpoint === undefined ? 'your gateway’s' : `https://${gateway.endpoint}`}`,
  ];
  return [
    {
      title: 'See that the agent uses the gateway',
      detail: `Expect ${expected.join('; ')}.`,
      command: { shell: 'any', text: 'azcmagent show' },
    },
    {
      title: 'Check the way to every endpoint',
      detail: 'Expect connection.type to be gateway, and Reachable to be true in every row.',
      command: { shell: 'any', text: 'azcmagent check' },
    },
  ];
}

const closeOldRules: NextStep = {
  title: 'Then close what is no longer needed',
  detail:
    'Leave older firewall rules for these servers in place for at least one hour after they are connected: the switch to the gateway takes a while to settle.',
};

/** What a person does once the scripts are saved, in order. */
export const nextSteps = (
  topology: Topology,
  scripts: readonly Script[],
  endpoints: readonly Endpoint[],
): NextStep[] => [
  allowEndpoints(topology, endpoints),
  ...scripts.map((script) => runScript(script, topology)),
  ...verify(topology),
  closeOldRules,
];

/** How a generated onboarding script ended. */
export interface ExitCode {
  readonly code: number;
  /** A word or two, for the script's header. */
  readonly name: string;
  readonly meaning: string;
}

/** Exit codes of the onboarding scripts, the same on Linux and Windows. */
export const exitCodes = {
  done: { code: 0, name: 'done', meaning: 'The server is connected through the gateway, now or already before.' },
  notPrivileged: { code: 10, name: 'not an administrator', meaning: 'Run it as root or as an administrator.' },
  noSecret: { code: 11, name: 'no secret', meaning: 'There was no way to read the service principal’s secret.' },
  azureVm: { code: 12, name: 'Azure VM', meaning: 'This is a virtual machine in Azure; it needs no Azure Arc.' },
  downloadFailed: { code: 20, name: 'download', meaning: 'The agent’s install script could not be downloaded.' },
  installFailed: { code: 30, name: 'install', meaning: 'The agent could not be installed or given its proxy.' },
  connectFailed: { code: 40, name: 'connect', meaning: 'The agent is installed, but could not connect to Azure.' },
  connectedElsewhere: {
    code: 50,
    name: 'connected elsewhere',
    meaning: 'The server is connected to another subscription, resource group or tenant. Nothing was changed.',
  },
  notThroughGateway: {
    code: 51,
    name: 'not through the gateway',
    meaning: 'The server is connected where it should be, but not through this gateway. Associate it in Azure.',
  },
  gatewayUnproven: {
    code: 52,
    name: 'gateway to be checked',
    meaning: 'The server is connected through a gateway; which one cannot be told from the server.',
  },
  notHealthy: {
    code: 53,
    name: 'agent not connected',
    meaning: 'The server was onboarded here before, but its agent has lost Azure.',
  },
} as const satisfies Record<string, ExitCode>;

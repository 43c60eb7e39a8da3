/** How a generated onboarding script ended. */
export interface ExitCode {
  readonly code: number;
  /** A word or two, for the script's header. */
  readonly name: string;
  readonly meaning: string;
}

/** The exit code of a command that was ended because it took too long; it is that of `timeout`. */
export const tookTooLong = 124;

/** Exit codes of the scripts, the same on Linux and Windows. */
export const exitCodes = {
  done: { code: 0, name: 'done', meaning: 'All is as the topology wants it, now or already before.' },
  unforeseen: { code: 1, name: 'unforeseen', meaning: 'Something failed that no other code stands for.' },
  notPrivileged: { code: 10, name: 'not an administrator', meaning: 'Run it as root or as an administrator.' },
  noSecret: { code: 11, name: 'no secret', meaning: 'There was no way to read the secret or the access token.' },
  azureVm: { code: 12, name: 'Azure VM', meaning: 'This is a virtual machine in Azure; it needs no Azure Arc.' },
  noCertificate: {
    code: 13,
    name: 'no certificate',
    meaning: 'The service principal’s certificate is not where it should be.',
  },
  notSignedIn: {
    code: 14,
    name: 'no tools or sign-in',
    meaning: 'The Azure command line is missing here, or is not signed in to the tenant.',
  },
  noAgent: { code: 15, name: 'no agent', meaning: 'There is no agent on this server, or it is not connected here.' },
  downloadFailed: { code: 20, name: 'download', meaning: 'The agent’s install script could not be downloaded.' },
  installFailed: { code: 30, name: 'install', meaning: 'The agent could not be installed or given its proxy.' },
  settingFailed: { code: 31, name: 'setting', meaning: 'The agent did not accept a setting.' },
  connectFailed: { code: 40, name: 'connect', meaning: 'The agent is installed, but could not connect to Azure.' },
  connectedElsewhere: {
    code: 50,
    name: 'connected elsewhere',
    meaning: 'The server is connected to another subscription, resource group or tenant. Nothing was changed.',
  },
  notThroughGateway: {
    code: 51,
    name: 'not through the gateway',
    meaning: 'The server is connected where it should be, but not through this gateway. The script says what to do.',
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
  throughGateway: {
    code: 54,
    name: 'through a gateway',
    meaning: 'The server is connected where it should be, but through a gateway, which is not wanted here.',
  },
  otherScope: {
    code: 55,
    name: 'other private link scope',
    meaning: 'The server is connected where it should be, but not through this private link scope.',
  },
  otherBypass: {
    code: 56,
    name: 'other proxy bypass',
    meaning: 'The server is connected where it should be, but its agent bypasses the proxy for something else.',
  },
  otherProxy: {
    code: 57,
    name: 'other proxy',
    meaning: 'The server is connected where it should be, but its agent has another proxy.',
  },
  stateUnknown: {
    code: 58,
    name: 'state unknown',
    meaning: 'The agent does not say whether the server is connected. Nothing was changed.',
  },
  notAllAssociated: {
    code: 60,
    name: 'not all associated',
    meaning: 'At least one machine could not be associated with the gateway; the others were.',
  },
} as const satisfies Record<string, ExitCode>;

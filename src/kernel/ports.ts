import type { ArcError } from './errors';
import type { GatewayApi } from './gatewayApi';
import type { BoxText } from './text/boxText';
import type {
  AzureLocalInstance,
  Cluster,
  EntraTenant,
  Gateway,
  Machine,
  OperatingSystem,
  Subscription,
} from './resources';

/** What was read of one kind of resource. With a problem set, the items are those read before it arose. */
export interface Reading<T> {
  readonly items: readonly T[];
  readonly problem?: ArcError;
}

/** One look at a tenant. Each kind is read on its own, so that one that cannot be read never empties another. */
export interface InventoryReading {
  readonly gateways: Reading<Gateway>;
  readonly machines: Reading<Machine>;
  readonly clusters: Reading<Cluster>;
  readonly azureLocal: Reading<AzureLocalInstance>;
  /** Why Resource Graph could not be asked; then the resources were listed subscription by subscription. */
  readonly graphProblem?: ArcError;
}

/**
 * What the product asks of Azure. Every method throws `ArcError` and nothing else, and honours the signal.
 * Implemented over ARM and Resource Graph in `azure/`; the sample tenant sits below that, behind the HTTP client.
 */
export interface ArcApi {
  /** The tenants the account is known in. */
  tenants(signal: AbortSignal): Promise<readonly EntraTenant[]>;
  subscriptions(signal: AbortSignal): Promise<readonly Subscription[]>;
  /** `onProgress` gets what has been read so far, again with each page. */
  inventory(
    subscriptionIds: readonly string[],
    signal: AbortSignal,
    onProgress?: (soFar: InventoryReading) => void,
  ): Promise<InventoryReading>;
  /** One gateway, read from ARM rather than from the (eventually consistent) Resource Graph. */
  gateway(id: string, signal: AbortSignal): Promise<Gateway>;
  /**
   * The id of the gateway a machine or cluster is associated with; undefined when there is none. Throws `Unsupported`
   * where Azure does not offer to read it.
   */
  association(resourceId: string, signal: AbortSignal): Promise<string | undefined>;
  /** Associates with a gateway, or clears the association with `undefined`. Re-read to prove it. */
  associate(resourceId: string, gatewayId: string | undefined, signal: AbortSignal): Promise<void>;
  /** Sets `properties.gateway.enabled` of a connected cluster. */
  setClusterGateway(clusterId: string, enabled: boolean, signal: AbortSignal): Promise<void>;
  /** `properties.gateway.enabled` of a connected cluster as ARM has it now; undefined when ARM does not say. */
  clusterGateway(clusterId: string, signal: AbortSignal): Promise<boolean | undefined>;
  /** A subscription's registration for a resource provider: `Registered`, `NotRegistered`, `Registering`, `Unregistered`. */
  providerState(subscriptionId: string, namespace: string, signal: AbortSignal): Promise<string>;
  /**
   * Runs a script on a connected machine through its agent, as root or Local System; Azure keeps the last 4 KB of each
   * stream. What is made for it in Azure is deleted again, also when it is cancelled or fails. Throws `RemoteFailed`
   * when the script could not be run or did not end in time, and `Forbidden` when the machine refuses run commands.
   */
  runCommand(machineId: string, command: RunCommand, signal: AbortSignal): Promise<RemoteOutcome>;
  /** How gateways come to be, change and go. */
  readonly gateways: GatewayApi;
  /** The request rate of this account, shared by everything that reads resources one by one. */
  readonly pacers: RequestPacers;
}

/** Sends requests no faster than Azure allows. Both methods throw `Cancelled` when the signal ends the wait for a turn. */
export interface RequestPacer {
  /** Runs the work when its turn comes, and again when Azure asks to wait. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** The same for work that nobody waits for: every `run` goes first. */
  runLast<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** The pacers of one account, by subscription id. */
export interface RequestPacers {
  of(subscriptionId: string): { readonly reads: RequestPacer; readonly writes: RequestPacer };
}

/** A record that outlives the process: each entry is on the disk when its promise is fulfilled. */
export interface Journal<Entry> {
  append(entry: Entry): Promise<void>;
}

export interface RunCommand {
  readonly script: string;
  readonly timeoutSeconds: number;
  /** Completes “The attempt to …”. */
  readonly title: string;
}

/** A machine that scripts run on. */
export interface RemoteTarget {
  /** Resource id in Azure; a server that is not connected yet has none. */
  readonly resourceId?: string;
  /** What people call it; shown, and never taken for a host name unasked. */
  readonly name: string;
  readonly os: OperatingSystem;
  /** Where ssh finds it by a document that the person works with, as `parseSshAddress` reads it. */
  readonly host?: string;
}

/** A script made by the product that runs on a machine. It holds no secret, and leaves nothing running that prints. */
export interface RemoteScript {
  /** What it does, as one says it: `read the agent’s state`. */
  readonly title: string;
  /** `bash` runs by POSIX sh too; `powershell` by Windows PowerShell 5.1 and newer. */
  readonly shell: 'bash' | 'powershell';
  readonly text: string;
  /** As root (`sudo -n`, never asking for a password) or as an administrator. */
  readonly isElevated: boolean;
  readonly timeoutMilliseconds: number;
  /** Bytes that are kept of stdout, and of stderr; what is beyond is read and dropped. */
  readonly outputLimit: number;
}

export interface RemoteOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether something was beyond the limit: the script's own, or its transport's. */
  readonly isTruncated: boolean;
}

/** The system's OpenSSH, Azure's run command, or the machine that VS Code itself runs on. */
export type RemoteTransport = 'ssh' | 'runCommand' | 'local';

/** One transport to machines. It refuses nothing and asks nobody: what may run is agreed before. */
export interface RemoteRunner {
  readonly transport: RemoteTransport;
  /** The command as it will run, for a person to read before the first run. */
  commandLine(target: RemoteTarget, script: RemoteScript): string;
  /**
   * Any exit code of the script is an outcome. Throws `ArcError`: `Unreachable`, `HostKey`, `RemoteAuth`, `Forbidden`,
   * `RemoteFailed` when the transport itself failed, `Cancelled` once the remote side has ended too.
   */
  run(target: RemoteTarget, script: RemoteScript, signal: AbortSignal): Promise<RemoteOutcome>;
}

/** Machines that a person has agreed to run scripts on. Bounded: few machines at once. */
export interface RemoteSession {
  /** As `RemoteRunner.run`, over the transport chosen for this machine. */
  run(target: RemoteTarget, script: RemoteScript, signal: AbortSignal): Promise<RemoteOutcome>;
  transportOf(target: RemoteTarget): RemoteTransport;
}

/** Scripts on machines, as the person chose and agreed to. Throws `Cancelled` when they close a question. */
export interface RemoteAccess {
  /**
   * Asks, once for each machine, for transport and host, and shows the commands before their first run. Throws
   * `Unsupported` in a workspace that is not trusted. Each machine is given the scripts for its system.
   * `note` is a sentence on when they run, shown with them.
   */
  open(targets: readonly RemoteTarget[], scripts: readonly RemoteScript[], note?: BoxText): Promise<RemoteSession>;
  /** Asks how the machine is reached, also where that is known. */
  chooseConnection(target: RemoteTarget): Promise<void>;
  /** False when there was nothing to forget. */
  forgetConnection(target: RemoteTarget): Promise<boolean>;
}

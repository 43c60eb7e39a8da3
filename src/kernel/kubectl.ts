/** What is asked of a cluster with kubectl; reading verbs alone. */
export type KubectlRead =
  /** Of kubectl and of the API server. */
  | { readonly verb: 'version' }
  | {
      readonly verb: 'get';
      /** `pods`, `configmaps`, `servicecidrs`; plural, as the API server names it. */
      readonly resource: string;
      readonly namespace?: string;
      readonly name?: string;
    };

/** Its labels are all that is asked for: a Secret’s payload stays in the cluster. */
export interface LabelsRead {
  readonly resource: string;
  readonly namespace: string;
  readonly labels: string;
}

/** Of one container. */
export interface LogsRead {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** New lines too, until the container ends; each with its time. */
  readonly isFollowed: boolean;
  /** RFC 3339; kubectl asks in whole seconds. */
  readonly since?: string;
  /** Only the last lines. */
  readonly tail?: number;
}

export interface LabeledObject {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What a run of kubectl printed. */
export interface KubectlOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl; `context`: for messages. Throws `Canceled` once it has ended. */
export type RunKubectl = (args: readonly string[], context: string, signal: AbortSignal) => Promise<KubectlOutput>;

interface StreamOptions {
  readonly onOutput: (chunk: Uint8Array) => void;
  /** Without output for so long it is no answer; undefined: never. */
  readonly silentMilliseconds?: number | undefined;
}

/** Hands over what kubectl prints while it runs. Throws `Canceled` once it has ended. */
export type StreamKubectl = (
  args: readonly string[],
  context: string,
  options: StreamOptions,
  signal: AbortSignal,
) => Promise<Omit<KubectlOutput, 'stdout'>>;

export interface KubectlProgram {
  readonly run: RunKubectl;
  readonly stream: StreamKubectl;
}

/**
 * With the person’s own kubeconfig and sign-in programs. Doesn’t check consent; callers do. Throws `Unsupported` without a
 * kubectl or a usable kubeconfig, `InvalidInput` for a context that isn’t there, `Unreachable`, `RemoteAuth`, `Forbidden`,
 * `NotFound`, `Incomplete` beyond the output limit, `RemoteFailed` otherwise, and `Canceled` once its process has ended.
 */
export interface Kubectl {
  /** The names of all contexts. */
  contexts(signal: AbortSignal): Promise<readonly string[]>;
  /** As they will run. */
  commandLine(context: string, read: KubectlRead | LabelsRead | LogsRead): string;
  /** JSON, as the API server answered. */
  read(context: string, read: KubectlRead, signal: AbortSignal): Promise<unknown>;
  labels(context: string, read: LabelsRead, signal: AbortSignal): Promise<readonly LabeledObject[]>;
  /** Resolves when the log ends. */
  logs(context: string, read: LogsRead, onOutput: (chunk: Uint8Array) => void, signal: AbortSignal): Promise<void>;
}

export type ClusterRead = 'version' | 'config' | 'pods';

/** A connected cluster, as Azure names it. */
export interface ClusterRef {
  readonly resourceId: string;
  readonly name: string;
}

/** Contexts of clusters, each agreed to in this workspace. */
export interface ClusterAccess {
  /**
   * Asks for a context, and for consent to what is read there. Throws `Unsupported` in an untrusted workspace, `Canceled`
   * when the person closes a question.
   */
  chooseContext(cluster: ClusterRef): Promise<string>;
  /** False if none was chosen. */
  forgetContext(cluster: ClusterRef): Promise<boolean>;
  /** Undefined if none was chosen here, or the workspace isn’t trusted. */
  open(cluster: ClusterRef): Promise<ClusterConnection | undefined>;
}

/** A cluster by the context that was agreed to, if the kubeconfig still has it. */
export interface ClusterConnection {
  readonly context: string;
  /** One of `clusterReads`. */
  readonly read: (read: ClusterRead, signal: AbortSignal) => Promise<unknown>;
  /** `releasesRead` */
  readonly releases: (signal: AbortSignal) => Promise<readonly LabeledObject[]>;
  /** Of the agents’ pods. */
  readonly logs: (read: AgentLogsRead, onOutput: (chunk: Uint8Array) => void, signal: AbortSignal) => Promise<void>;
}

export type AgentLogsRead = Omit<LogsRead, 'namespace'>;

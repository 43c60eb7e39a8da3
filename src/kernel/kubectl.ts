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
      /** A label selector. */
      readonly labels?: string;
    };

/** Its labels are all that is asked for: a Secret’s payload stays in the cluster. */
export interface LabelsRead {
  readonly resource: string;
  readonly namespace: string;
  readonly labels: string;
}

export interface LabeledObject {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface LogsRead {
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
  /** The last lines. */
  readonly lines: number;
}

/**
 * With the person’s own kubeconfig and sign-in programs. Doesn’t check consent; callers do. Throws `Unsupported` without a
 * kubectl or a usable kubeconfig, `InvalidInput` for a context that isn’t there, `Unreachable`, `RemoteAuth`, `Forbidden`,
 * `NotFound`, `Incomplete` beyond the output limit, `RemoteFailed` otherwise, and `Canceled` once its process has ended.
 */
export interface Kubectl {
  /** The names of all contexts. */
  contexts(signal: AbortSignal): Promise<readonly string[]>;
  /** As it will run. */
  commandLine(context: string, read: KubectlRead): string;
  /** JSON, as the API server answered. */
  read(context: string, read: KubectlRead, signal: AbortSignal): Promise<unknown>;
  labels(context: string, read: LabelsRead, signal: AbortSignal): Promise<readonly LabeledObject[]>;
  logs(context: string, read: LogsRead, signal: AbortSignal): Promise<string>;
}

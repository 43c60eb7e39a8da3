import { present } from '../../kernel/present';
import { memoizeLast } from '../../kernel/memo';
import type { OperatingSystem } from '../../kernel/resources';

/** What a range of a script is for; the preview highlights it. */
export type MarkKind = 'gateway' | 'proxy';

export interface Mark {
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly kind: MarkKind;
}

/**
 * Who runs the script and what for: `onboard` by hand on each server; `associate` once, to associate connected machines
 * with the gateway; `useGateway` on each of those with an old agent; `registerMachine` on each machine of an instance.
 */
export type ScriptKind =
  | 'onboard'
  | 'ansible'
  | 'groupPolicy'
  | 'configurationManager'
  | 'associate'
  | 'useGateway'
  | 'registerMachine'
  | ClusterScriptKind;

/** `runtimeProxy` on each node; the others on the deployment machine. */
export type ClusterScriptKind =
  | 'prepareDeployment'
  | 'connectCluster'
  | 'updateCluster'
  | 'verifyCluster'
  | 'auditCluster'
  | 'detachCluster'
  | 'leaveArc'
  | 'runtimeProxy';

/** What is known of a script before it is written. */
export interface ScriptHead {
  readonly kind: ScriptKind;
  /** System of the servers it runs on; `any`: it runs on the administrator’s computer. */
  readonly os: OperatingSystem | 'any';
  readonly language: 'bash' | 'powershell' | 'yaml' | 'json';
  /** Unique within a plan: `onboard-linux.sh`. */
  readonly fileName: string;
  /** Name of the only cluster or instance that it is for. */
  readonly cluster?: string;
}

export interface Script extends ScriptHead {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Written when its text or marks are first read, and kept. Copies with `...` write it. */
export function lazyScript(head: ScriptHead, write: () => Pick<Script, 'text' | 'marks'>): Script {
  const written = memoizeLast(write);
  return {
    ...head,
    get text() {
      return written().text;
    },
    get marks() {
      return written().marks;
    },
  };
}

export const headOf = ({ kind, os, language, fileName, cluster }: ScriptHead): ScriptHead =>
  present({ kind, os, language, fileName, cluster });

export interface NextStep {
  readonly title: string;
  readonly detail: string;
  /** Ready to paste into its shell. */
  readonly command?: { readonly shell: 'bash' | 'powershell' | 'any'; readonly text: string };
}

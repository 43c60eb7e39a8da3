import type { OperatingSystem } from './resources';
import type { Finding } from './topology/topology';

/** Why a stretch of a script is there; the preview marks it. */
export type MarkKind = 'gateway' | 'proxy';

export interface Mark {
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly kind: MarkKind;
}

/**
 * What a script is for: run by a person on each new server, by Ansible, by Group Policy or by Configuration Manager; run
 * once by a person to associate connected machines with the gateway; or run on a connected machine to turn it to one.
 */
export type ScriptKind = 'onboard' | 'ansible' | 'groupPolicy' | 'configurationManager' | 'associate' | 'useGateway';

export interface Script {
  readonly kind: ScriptKind;
  /** Where it runs: on servers of this system, or (`any`) on the computer of whoever manages them. */
  readonly os: OperatingSystem | 'any';
  readonly language: 'bash' | 'powershell' | 'yaml' | 'json';
  /** Name offered when it is saved, unlike any other of the plan: `onboard-linux.sh`. */
  readonly fileName: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** One host that has to be reachable from the machines. */
export interface Endpoint {
  /** A name, a wildcard `*.his.arc.azure.com`, or a pattern with `<…>` where a fact is not known. */
  readonly host: string;
  readonly port: number;
  readonly protocol: 'https' | 'http';
  readonly purpose: string;
  /** When it is needed: `always`, `install and updates`, `connecting`, `using …`. */
  readonly when: string;
  /** Reached at a private address of the own network; nothing has to be opened to the internet for it. */
  readonly privateEndpoint?: true;
  /** Needed before the agent exists too, so its own proxy cannot carry it. */
  readonly beforeAgent?: true;
  /** Page and date of the fact. */
  readonly source: string;
}

/** Something a person does after the scripts are saved, in order. */
export interface NextStep {
  readonly title: string;
  readonly detail: string;
  /** A command line to copy, ready to paste into the shell it names. */
  readonly command?: { readonly shell: 'bash' | 'powershell' | 'any'; readonly text: string };
}

/** Everything that follows from a valid topology. Pure data: the preview, the saved file and what runs are the same bytes. */
export interface Plan {
  readonly findings: readonly Finding[];
  /**
   * Those a person runs on each server come first. Empty while a finding is an error: a script for a network in which it
   * cannot work is never shown.
   */
  readonly scripts: readonly Script[];
  readonly endpoints: readonly Endpoint[];
  readonly nextSteps: readonly NextStep[];
  /** Absent while nobody says how many servers there are, and where no gateway is used. */
  readonly load?: GatewayLoad;
}

/** What the servers ask of gateways, by the published rule. */
export interface GatewayLoad {
  readonly servers: number;
  /** In points, of which a gateway carries less than `scorePerGateway` in one region. */
  readonly score: number;
  readonly scorePerGateway: number;
  /** How many gateways that takes. */
  readonly gateways: number;
}

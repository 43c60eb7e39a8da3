import type { OperatingSystem } from '../../kernel/resources';

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

/** Something a person does after the scripts are saved, in order. */
export interface NextStep {
  readonly title: string;
  readonly detail: string;
  /** A command line to copy, ready to paste into the shell it names. */
  readonly command?: { readonly shell: 'bash' | 'powershell' | 'any'; readonly text: string };
}

import type { ShellLanguage, Span } from './syntaxTree';

/** A part of a file that is a script of one shell. */
export interface Region extends Span {
  readonly language: ShellLanguage;
  /** The text to parse: same length, with text blanked that the shell does not see. */
  readonly source: string;
  /** Depth of nested heredocs. */
  readonly level: number;
  readonly isOneLine: boolean;
  /** A script that does not mention Azure Arc may still run a download of another. */
  readonly mentionsArc: boolean;
  /** Why a text must not be inserted here even if the shell accepts it. */
  problemOf(inserted: string): string | undefined;
}

export const noProblem = (): undefined => undefined;

export const arcMention =
  /azcmagent|his\.arc\.azure\.com|az\s+(connectedmachine|arcgateway)|AzArcGateway|AzArcSetting|AzureConnectedMachineAgent/i;

import type { ShellLanguage, Span } from './syntaxTree';

/** A stretch of a file that is a script of one shell. */
export interface Region extends Span {
  readonly language: ShellLanguage;
  /** The stretch as it is parsed: of the same length, with what the shell does not see blanked. */
  readonly source: string;
  /** How many heredocs it is in. */
  readonly level: number;
  readonly isOneLine: boolean;
  /** Whether it says anything of Azure Arc; one that does not may still run what another one downloads. */
  readonly isAbout: boolean;
  /** Why a text must not be inserted here, though the shell would take it; undefined when it may be. */
  problemOf(inserted: string): string | undefined;
}

export const anything = (): undefined => undefined;

/** What makes a text worth looking into. */
export const aboutArc =
  /azcmagent|his\.arc\.azure\.com|az\s+(connectedmachine|arcgateway)|AzArcGateway|AzArcSetting|AzureConnectedMachineAgent/i;

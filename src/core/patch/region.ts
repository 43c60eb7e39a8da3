import type { ShellLanguage, Span } from './syntaxTree';

/** A stretch of a file that is a script of one shell. */
export interface Region extends Span {
  readonly language: ShellLanguage;
  /** The whole file with everything blanked that is not part of this script: what is parsed has the file's offsets. */
  readonly parsed: string;
  readonly isOneLine: boolean;
  /** Whether it says anything of Azure Arc; one that does not may still run what another one downloads. */
  readonly isAbout: boolean;
  /** Why a text must not be inserted here, though the shell would take it; undefined when it may be. */
  problemOf(inserted: string): string | undefined;
}

export const anything = (): undefined => undefined;

/** Blanks everything outside the spans; line ends stay. */
export function blankOutside(text: string, spans: readonly Span[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    result += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return result + blank(text.slice(at));
}

export const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/** What makes a text worth looking into. */
export const aboutArc =
  /azcmagent|his\.arc\.azure\.com|az\s+(connectedmachine|arcgateway)|AzArcGateway|AzArcSetting|AzureConnectedMachineAgent/i;

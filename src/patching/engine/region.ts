import type { Dialect } from './dialect';
import type { Model } from './model';
import type { RefusalReason } from './refusals';
import type { ShellLanguage, Span, SyntaxNode } from './syntaxTree';

/** One script in one shell. */
export interface Region extends Span {
  readonly language: ShellLanguage;
  /** Text to parse: same length, with text blanked that the shell doesn't see. */
  readonly source: string;
  /** Depth of nested heredocs. */
  readonly level: number;
  readonly isOneLine: boolean;
  /** If false, the script may still run another script's download. */
  readonly mentionsArc: boolean;
  /** Machines on which it runs, where a file has scripts for several; as written. */
  readonly host?: string;
  /** For words that no shell reads. */
  readonly data?: { readonly root: SyntaxNode; readonly model: Model; readonly dialect: Dialect };
  /** Why text can't be inserted here, even if the shell accepts it. */
  problemOf(inserted: string): RefusalReason | undefined;
}

export const noProblem = (): undefined => undefined;

export const wholeRegion = (text: string, language: ShellLanguage): Region => ({
  start: 0,
  end: text.length,
  language,
  source: text.replace(/^\ufeff/, ' '),
  level: 0,
  isOneLine: false,
  mentionsArc: true,
  problemOf: noProblem,
});

const machines = String.raw`azcmagent|his\.arc\.azure\.com|\b(?:connectedmachine|arcgateway)\s|AzArcGateway|AzArcSetting|AzureConnectedMachineAgent|-AzConnectedMachine\b|AzStackHciArc`;
const clusters = String.raw`\bconnectedk8s\b|-AzConnectedKubernetes\b|\baksarc\b`;

export const machineMention = new RegExp(machines, 'i');
export const clusterMention = new RegExp(clusters, 'i');
export const arcMention = new RegExp(`${machines}|${clusters}`, 'i');

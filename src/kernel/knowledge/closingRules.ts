import { translated } from '../text/phrases';
import data from './data/closingRules.json';

/** Old firewall rules stay open for so long after the agents have taken the gateway. */
export const closeAfterHours = data.hours;

export const closingSource = `${data.source} (${data.asOf})`;

export interface ClosingProof {
  /** A sentence, in English; shown with `translated`. */
  readonly message: string;
  readonly source: string;
}

const proofOf = ({ message, source, asOf }: (typeof data.proofs)['servers']): ClosingProof => ({
  message,
  source: `${source} (${asOf})`,
});

/** What shows that the agents of a kind have taken the gateway, so that the hours count. */
export const closingProofs: Readonly<Record<keyof typeof data.proofs, ClosingProof>> = {
  servers: proofOf(data.proofs.servers),
  clusters: proofOf(data.proofs.clusters),
};

/** In the display language. */
export const closingProofText = (kind: keyof typeof closingProofs): string => translated(closingProofs[kind].message);

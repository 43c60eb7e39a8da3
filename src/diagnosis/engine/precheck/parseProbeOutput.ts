import { type ProbeResult, probeFailures, probeStages } from '../../../planning/network/probes';

export interface ProbeOutput {
  /** At the indices of their probes. */
  readonly observations: readonly (ProbeResult | undefined)[];
  /** Whether the script reached its end; if not, the output was truncated. */
  readonly isComplete: boolean;
  /** Lines of others: a banner, a warning of the shell. */
  readonly otherLines: number;
}

const shape = /^@(\d{1,4}) (\w{1,10}) ([\w-]{1,12}) (\d{3}|-) (\d{1,7}) (\S{1,64}) ([01-])(?: (.{0,400}))?$/;

/** Reads the output of a probe script. Malformed lines and lines of unknown probes count as `otherLines`. */
export function parseProbeOutput(text: string, probes: number): ProbeOutput {
  const observations: (ProbeResult | undefined)[] = Array.from({ length: probes });
  let isComplete = false;
  let otherLines = 0;
  for (const line of text.split(/\r?\n/)) {
    const read = readLine(line);
    if (read && read.index < probes) observations[read.index] = read.observation;
    else if (line === `@end ${probes}`) isComplete = true;
    else if (line.trim() !== '') otherLines++;
  }
  return { observations, isComplete, otherLines };
}

function readLine(line: string): { readonly index: number; readonly observation: ProbeResult } | undefined {
  const [, index, stage, failure, status, milliseconds, address, trusted, issuer = ''] = shape.exec(line) ?? [];
  const knownStage = probeStages.find((each) => each === stage);
  const knownFailure = probeFailures.find((each) => each === failure);
  if (knownStage === undefined || (knownStage !== 'done' && knownFailure === undefined)) return undefined;
  return {
    index: Number(index),
    observation: {
      stage: knownStage,
      ...(knownFailure === undefined ? {} : { failure: knownFailure }),
      ...(status === undefined || status === '-' ? {} : { status: Number(status) }),
      addresses: address === undefined || address === '-' ? [] : [address],
      milliseconds: Number(milliseconds),
      issuers: issuer.trim() === '' ? [] : [issuer.trim()],
      ...(trusted === '0' || trusted === '1' ? { isTrusted: trusted === '1' } : {}),
    },
  };
}

import type data from './data/conclusions.json';

/** `doubtful`: it answers, but something about the answer is wrong. */
export type Verdict = 'open' | 'blocked' | 'inspected' | 'private' | 'doubtful' | 'unprobed';

export type Responsible = 'network' | 'proxy' | 'inspection' | 'dns' | 'azure' | 'machine' | 'nobody';

export type ConclusionCode = keyof typeof data.conclusions;

/** What a probe means. Its sentences are in `data/conclusions.json`. */
export interface ProbeConclusion {
  readonly verdict: Verdict;
  readonly responsible: Responsible;
  readonly code: ConclusionCode;
  /** What the sentences name besides the host and its port; a `failure` or `kind` by its code. */
  readonly values: Readonly<Record<string, string | number>>;
}

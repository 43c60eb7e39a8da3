/** `doubtful`: it answers, but something about it is not as it should be. */
export type Verdict = 'open' | 'blocked' | 'inspected' | 'private' | 'doubtful' | 'unprobed';

/** Who must fix it. */
export type Responsible = 'network' | 'proxy' | 'inspection' | 'dns' | 'azure' | 'machine' | 'nobody';

/** What a probe means. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly responsible: Responsible;
  /** What was seen, in a sentence. */
  readonly seen: string;
  /** What to do; empty when there is nothing. */
  readonly fix: string;
}

export const teamNames: Readonly<Record<Responsible, string>> = {
  network: 'Network team (firewall)',
  proxy: 'Proxy team',
  inspection: 'TLS inspection team',
  dns: 'DNS team',
  azure: 'Owner of the gateway in Azure',
  machine: 'Whoever manages the machine',
  nobody: 'Nobody',
};

export const verdictNames: Readonly<Record<Verdict, string>> = {
  open: 'open',
  blocked: 'blocked',
  inspected: 'inspected',
  private: 'private address',
  doubtful: 'doubtful',
  unprobed: 'not probed',
};

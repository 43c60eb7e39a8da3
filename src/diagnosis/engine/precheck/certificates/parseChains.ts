import {
  mostCertificates,
  type ProbeResult,
  type SeenChain,
  type UnseenReason,
  unseenReasons,
} from '../../../../planning/network/probes';

// `@cert NUMBER BASE64`
const certificateShape = /^@cert (\d{1,5}) ([A-Za-z0-9+/]{4,16000}={0,2})$/;
// `@chain INDEX HOW PROTOCOL SUITE ROOT SENT STORE`: certificates by their numbers, `-` for none.
const chainShape = /^@chain (\d{1,4}) (\w{1,14}) (\S{1,16}) (\S{1,64}) ([01-]) ([\d,]{1,120}|-) ([\d,]{1,120}|-)$/;

/**
 * Adds the chains that a probe script printed on standard error. A certificate may be printed twice, the second time only
 * its beginning; the longer text counts. Other lines are left out, and chains of which a certificate is missing.
 */
export function withChains(
  observations: readonly (ProbeResult | undefined)[],
  text: string,
): readonly (ProbeResult | undefined)[] {
  const certificates = new Map<string, string>();
  const chains = new Map<number, ChainLine>();
  for (const line of text.split(/\r?\n/)) {
    const [, number, body] = certificateShape.exec(line) ?? [];
    if (number !== undefined && body !== undefined && body.length > (certificates.get(number)?.length ?? 0))
      certificates.set(number, body);
    const chain = readChainLine(line);
    if (chain) chains.set(chain.index, chain);
  }
  return observations.map((observation, index) => {
    const chain = observation && chains.get(index);
    return chain ? { ...observation, chain: chainOf(chain, certificates) } : observation;
  });
}

// `@suites NAME,NAME`: of those that some agents need, `-` for none.
const suitesShape = /^@suites ([A-Z\d_,]{1,400}|-)$/;

/** Which of the suites that some agents need the machine allows; undefined if it did not say. */
export function allowedSuites(text: string): readonly string[] | undefined {
  const lines = text.split(/\r?\n/).flatMap((line) => suitesShape.exec(line)?.[1] ?? []);
  return lines
    .at(-1)
    ?.split(',')
    .filter((name) => name !== '-');
}

interface ChainLine {
  readonly index: number;
  readonly sentChain: SeenChain['sentChain'];
  readonly isCut: boolean;
  readonly facts: Pick<SeenChain, 'isRootKnown' | 'protocol' | 'suite'>;
  readonly sent: readonly string[];
  readonly fromStore: readonly string[];
}

function readChainLine(line: string): ChainLine | undefined {
  const [, index, how = '', protocol = '-', suite = '-', root, sent = '-', store = '-'] = chainShape.exec(line) ?? [];
  const sentChain =
    how === 'sent' || how === 'cut'
      ? 'seen'
      : [...unseenReasons, 'builtFromStore' as const].find((each) => each === how);
  if (index === undefined || sentChain === undefined) return undefined;
  return {
    index: Number(index),
    sentChain,
    isCut: how === 'cut',
    facts: {
      ...(root === '0' || root === '1' ? { isRootKnown: root === '1' } : {}),
      ...(protocol === '-' ? {} : { protocol }),
      ...(suite === '-' ? {} : { suite }),
    },
    sent: numbersIn(sent),
    fromStore: numbersIn(store),
  };
}

const numbersIn = (list: string): readonly string[] =>
  list
    .split(',')
    .filter((each) => /^\d+$/.test(each))
    .slice(0, mostCertificates);

function chainOf(
  { sentChain, isCut, facts, sent, fromStore }: ChainLine,
  certificates: ReadonlyMap<string, string>,
): SeenChain {
  const found = sent.flatMap((number) => certificates.get(number) ?? []);
  const stored = fromStore.flatMap((number) => certificates.get(number) ?? []);
  const isWhole = found.length === sent.length && (sentChain !== 'seen' || found.length > 0);
  const unseen: UnseenReason = 'notArrived';
  return {
    ...facts,
    sentChain: isWhole ? sentChain : unseen,
    sent: isWhole ? found : [],
    fromStore: stored,
    isCut: isCut || stored.length < fromStore.length,
  };
}

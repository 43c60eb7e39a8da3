import type { SshAddress } from '../../kernel/sshAddress';
import { hostKeyNotKept } from '../errors';
import { asOptions, destination } from './arguments';
import type { Askpass } from './askpass';
import { noAnswer, sshError } from './errors';
import { hostKeyNames } from './hostKeyNames';
import { runTool, type ToolResult, toolEnvironment } from './runTool';

export interface HostKeyOffer {
  readonly host: string;
  /** As printed by ssh: `ED25519`. */
  readonly type: string;
  /** As printed by `ssh-keygen -l`: `SHA256:…`. */
  readonly fingerprint: string;
  /** Lets ssh add the key to known_hosts. Throws `HostKey` if that fails. */
  accept(): Promise<void>;
}

const timeoutMilliseconds = 20_000;

/** Stops before authentication. */
const options = [
  'FingerprintHash=sha256',
  'VisualHostKey=no',
  'CheckHostIP=no',
  'UpdateHostKeys=no',
  'VerifyHostKeyDNS=no',
  'PreferredAuthentications=none',
  'ControlPath=none',
  'ClearAllForwardings=yes',
  'PermitLocalCommand=no',
  'RemoteCommand=none',
  'RequestTTY=no',
  'LogLevel=INFO',
  'ConnectTimeout=15',
];

interface Place {
  readonly address: SshAddress;
  readonly ssh: string;
  readonly askpass: Askpass;
  readonly name: string;
}

/**
 * Reads ssh's question; ssh itself checks and writes known_hosts. Throws `HostKey` if another key
 * is known, the question is about a jump host, or the configuration stores no keys.
 */
export async function learnHostKey(
  address: SshAddress,
  ssh: string,
  askpass: Askpass,
  signal: AbortSignal,
): Promise<HostKeyOffer> {
  const { name, keepsKeys } = await hostKeyNames(address, ssh, signal);
  if (!keepsKeys) throw hostKeyNotKept(address.host);
  const place = { address, ssh, askpass, name };
  const questions: string[] = [];
  const { exitCode, stderr } = await connect(place, 'ask', signal, async (question) => {
    questions.push(question);
    return undefined;
  });
  const question = questions.find((each) => isAbout(name, each));
  const offer = question === undefined ? undefined : offerIn(question);
  if (offer === undefined) {
    if (stderr === '') throw noAnswer(address.host);
    throw sshError({ exitCode, says: stderr, hasBegun: false }, address.host);
  }
  if (offer.isOtherType) throw sshError({ exitCode, says: changed, hasBegun: false }, address.host);
  const { type, fingerprint } = offer;
  return { host: address.host, type, fingerprint, accept: () => accept(place, fingerprint) };
}

/** Answering with the fingerprint makes ssh add only that key. */
async function accept(place: Place, fingerprint: string): Promise<void> {
  const signal = AbortSignal.timeout(2 * timeoutMilliseconds);
  await connect(place, 'ask', signal, async (question) =>
    isAbout(place.name, question) && offerIn(question)?.fingerprint === fingerprint ? fingerprint : undefined,
  );
  const { exitCode, stderr } = await connect(place, 'yes', signal);
  const error = sshError({ exitCode, says: stderr, hasBegun: false }, place.address.host);
  if (error.code === 'HostKey') throw error;
}

/** Answers only key questions. */
async function connect(
  { address, ssh, askpass }: Place,
  checking: 'ask' | 'yes',
  signal: AbortSignal,
  ask?: (question: string) => Promise<string | undefined>,
): Promise<ToolResult> {
  const batch = ask === undefined ? 'yes' : 'no';
  const all = [...options, `StrictHostKeyChecking=${checking}`, `BatchMode=${batch}`];
  const args = [...asOptions(all), '-T', ...destination(address), 'true'];
  const prompts = ask && (await askpass.environmentFor(ask, 'hostKeys'));
  try {
    const env = { ...toolEnvironment(), ...prompts?.env };
    return await runTool(ssh, args, { env, timeoutMilliseconds, signal });
  } finally {
    prompts?.forget();
  }
}

/** Printed if a key of another type is known. */
const changed = 'REMOTE HOST IDENTIFICATION HAS CHANGED';

/** Jump hosts ask the same question. */
const isAbout = (name: string, question: string): boolean =>
  question.toLowerCase().includes(`host '${name.toLowerCase()} (`);

/** Parses `confirm` in OpenSSH's sshconnect.c, 7.6 to 9.9. */
function offerIn(question: string): { type: string; fingerprint: string; isOtherType: boolean } | undefined {
  const [, type, fingerprint] = /^(\S{1,40}) key fingerprint is (SHA256:[\w+/]{43})\.\s*$/m.exec(question) ?? [];
  if (type === undefined || fingerprint === undefined) return undefined;
  return { type, fingerprint, isOtherType: question.includes('keys of different type are already known') };
}

import { type ArcError, asArcError } from '../../kernel/errors';
import type { ClusterAccess } from '../../kernel/kubectl';
import type { RemoteAccess, RemoteScript, RemoteSession, RemoteTarget } from '../../kernel/ports';
import { redact } from '../../kernel/redact';
import { plainText } from '../../kernel/text/plainText';
import {
  askedBy,
  type Expectations,
  judge,
  type MachineAnswer,
  remoteTargetOf,
  type VerificationRecord,
  verificationScripts,
} from '../engine';
import { notPrepared } from './errors';
import { readCluster } from './readCluster';

/** Machines by scripts, clusters by kubectl. */
export class ResourceVerifier {
  private session: RemoteSession | undefined;
  private problem: ArcError | undefined;

  constructor(
    private readonly clusters: ClusterAccess,
    private readonly withLog: boolean,
  ) {}

  /** A failure becomes every machine's result. */
  async open(remoteAccess: RemoteAccess, all: readonly Expectations[]): Promise<void> {
    const asked = all.flatMap((each) => {
      const target = remoteTargetOf(each);
      return target ? [{ target, scripts: this.scriptsFor(target, each) }] : [];
    });
    if (asked.length === 0) return;
    const scripts = new Map(asked.flatMap((each) => each.scripts).map((each) => [`${each.title}\n${each.text}`, each]));
    try {
      this.session = await remoteAccess.open(
        asked.map(({ target }) => target),
        [...scripts.values()],
      );
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code === 'Canceled') throw error;
      this.problem = error;
    }
  }

  /** Throws only `Canceled`. */
  async verify(expectations: Expectations, signal: AbortSignal): Promise<VerificationRecord> {
    return judge(expectations, await this.answerOf(expectations, signal), Date.now());
  }

  private async answerOf(expectations: Expectations, signal: AbortSignal): Promise<MachineAnswer | undefined> {
    if (askedBy(expectations.subject) === 'kubectl') return readCluster(this.clusters, expectations, signal);
    const target = remoteTargetOf(expectations);
    return target && this.ask(target, this.scriptsFor(target, expectations), signal);
  }

  private async ask(target: RemoteTarget, scripts: readonly RemoteScript[], signal: AbortSignal) {
    const { session } = this;
    if (!session) return { error: this.problem ?? notPrepared() };
    const way = session.transportOf(target);
    try {
      return { way, ...(await read(session, target, scripts, signal)) };
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code === 'Canceled') throw error;
      return { way, error };
    }
  }

  private scriptsFor({ os }: RemoteTarget, expectations: Expectations): readonly RemoteScript[] {
    return verificationScripts(os, expectations, { withLog: this.withLog });
  }
}

async function read(
  session: RemoteSession,
  target: RemoteTarget,
  scripts: readonly RemoteScript[],
  signal: AbortSignal,
) {
  const pieces: string[] = [];
  let output: string | undefined;
  for (const script of scripts) {
    const { exitCode, stdout, stderr } = await session.run(target, script, signal);
    output ??= stdout;
    pieces.push(
      `To ${script.title} (exit code ${exitCode}):`,
      ...[stdout, stderr].map((text) => plainText(text).trim()),
    );
  }
  return { output: output ?? '', log: `${redact(pieces.filter((piece) => piece !== '').join('\n'))}\n` };
}

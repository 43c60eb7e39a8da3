import { type ArcError, asArcError } from '../../kernel/errors';
import type { RemoteAccess, RemoteScript, RemoteSession, RemoteTarget } from '../../kernel/ports';
import { redact } from '../../kernel/redact';
import { plainText } from '../../kernel/text/plainText';
import { type Expectations, judge, remoteTargetOf, type VerificationRecord, verificationScripts } from '../engine';
import { notPrepared } from './errors';

export class MachineVerifier {
  private session: RemoteSession | undefined;
  private problem: ArcError | undefined;

  constructor(private readonly withLog: boolean) {}

  /** A failure becomes every machine's result. */
  async open(remoteAccess: RemoteAccess, all: readonly Expectations[]): Promise<void> {
    const targets = all.flatMap((each) => remoteTargetOf(each) ?? []);
    if (targets.length === 0) return;
    const systems = [...new Set(targets.map(({ os }) => os))];
    try {
      this.session = await remoteAccess.open(
        targets,
        systems.flatMap((os) => this.scriptsFor(os)),
      );
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code === 'Canceled') throw error;
      this.problem = error;
    }
  }

  /** Throws only `Canceled`. */
  async verify(expectations: Expectations, signal: AbortSignal): Promise<VerificationRecord> {
    const target = remoteTargetOf(expectations);
    return judge(expectations, target && (await this.ask(target, signal)), Date.now());
  }

  private async ask(target: RemoteTarget, signal: AbortSignal) {
    const { session } = this;
    if (!session) return { error: this.problem ?? notPrepared() };
    const way = session.transportOf(target);
    try {
      return { way, ...(await this.read(session, target, signal)) };
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code === 'Canceled') throw error;
      return { way, error };
    }
  }

  private async read(session: RemoteSession, target: RemoteTarget, signal: AbortSignal) {
    const pieces: string[] = [];
    let output: string | undefined;
    for (const script of this.scriptsFor(target.os)) {
      const { exitCode, stdout, stderr } = await session.run(target, script, signal);
      output ??= stdout;
      pieces.push(
        `To ${script.title} (exit code ${exitCode}):`,
        ...[stdout, stderr].map((text) => plainText(text).trim()),
      );
    }
    return { output: output ?? '', log: `${redact(pieces.filter((piece) => piece !== '').join('\n'))}\n` };
  }

  private scriptsFor(os: RemoteTarget['os']): readonly RemoteScript[] {
    return verificationScripts(os, { withLog: this.withLog });
  }
}

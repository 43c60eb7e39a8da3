import * as l10n from '@vscode/l10n';
import { type ArcError, asArcError } from '../../kernel/errors';
import type { RemoteAccess, RemoteScript, RemoteSession, RemoteTarget } from '../../kernel/ports';
import { redact } from '../../kernel/redact';
import { plainText } from '../../kernel/text/plainText';
import {
  compare,
  type Expectations,
  isAsked,
  readEvidence,
  type VerifiedResource,
  verificationScripts,
} from '../engine';

export interface VerificationRecord {
  readonly verified: VerifiedResource;
  /** Scripts and their output. */
  readonly log: string;
  readonly connectionType?: string;
  /** `resourceKey` that several hosts claim. */
  readonly claims?: string;
}

export class MachineVerifier {
  private session: RemoteSession | undefined;
  private problem: ArcError | undefined;

  constructor(private readonly withLog: boolean) {}

  /** A failure becomes every machine's result. */
  async open(remoteAccess: RemoteAccess, all: readonly Expectations[]): Promise<void> {
    const targets = all.flatMap((each) => targetOf(each) ?? []);
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
    const { subject, gateway } = expectations;
    const { checks, way, log, connectionType } = isAsked(subject)
      ? await this.ask(expectations, signal)
      : this.fromAzure(expectations);
    const named = gateway === undefined ? {} : { gateway: gateway.name };
    const verified = { subject, ...named, ...(way === undefined ? {} : { way }), checks };
    return { verified, log, ...(connectionType === undefined ? {} : { connectionType }) };
  }

  private fromAzure(expectations: Expectations): MachineAnswer {
    return { checks: compare(expectations, { problem: '' }, Date.now()), log: 'Verified with data from Azure only.\n' };
  }

  private async ask(expectations: Expectations, signal: AbortSignal): Promise<MachineAnswer> {
    const target = targetOf(expectations);
    const { session } = this;
    if (!target || !session) {
      const why = this.problem?.message ?? l10n.t('Azure doesn’t show this machine or its operating system.');
      return { checks: compare(expectations, { problem: why }, Date.now()), log: `Not asked: ${why}\n` };
    }
    const way = session.transportOf(target);
    try {
      const { output, log } = await this.read(session, target, signal);
      const evidence = readEvidence(output);
      const { connectionType } = evidence;
      const checks = compare(expectations, { evidence }, Date.now());
      return { checks, way, log, ...(connectionType === undefined ? {} : { connectionType }) };
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code === 'Canceled') throw error;
      return { checks: compare(expectations, { problem: error.message }, Date.now()), way, log: `${error.message}\n` };
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

function targetOf({ subject, os, sshHost }: Expectations): RemoteTarget | undefined {
  const { resourceId, name } = subject;
  if (!isAsked(subject) || resourceId === undefined || os === undefined) return undefined;
  return { resourceId, name, os, ...(sshHost === undefined ? {} : { host: sshHost }) };
}

interface MachineAnswer {
  readonly checks: VerifiedResource['checks'];
  readonly way?: VerifiedResource['way'];
  readonly log: string;
  readonly connectionType?: string;
}

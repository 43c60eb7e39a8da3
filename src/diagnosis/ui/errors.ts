import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';
import type { RemoteOutcome } from '../../kernel/ports';
import { redact } from '../../kernel/redact';
import { cleanOutput } from '../../kernel/text/cleanOutput';

/** UTF-16 units. */
const keptTail = 2000;

const tailOf = ({ stdout, stderr }: RemoteOutcome): string => redact(cleanOutput(stderr || stdout)).slice(-keptTail);

export const notTrusted = (): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t(
      'The check connects to hosts that the site file names. Trust the workspace first (Workspaces: Manage Workspace Trust).',
    ),
  );

export const noProbeResult = (name: string, outcome: RemoteOutcome): ArcError =>
  new ArcError(
    { code: 'RemoteFailed', exitCode: outcome.exitCode, tail: tailOf(outcome) },
    l10n.t`The check on ${name} printed no result. It ended with exit code ${outcome.exitCode}.`,
  );

export function logsNotRead(name: string, outcome: RemoteOutcome): ArcError {
  const { exitCode, stdout } = outcome;
  const tail = tailOf(outcome);
  const lastLine = tail.trim().split('\n').at(-1) ?? '';
  const message =
    stdout.trim() === ''
      ? l10n.t`The logs of ${name} can’t be read: the script ended with exit code ${exitCode} and printed nothing. ${lastLine}`
      : l10n.t`The logs of ${name} can’t be read: the script ended with exit code ${exitCode}. ${lastLine}`;
  return new ArcError({ code: 'RemoteFailed', exitCode, tail }, message.trim());
}

export const isArchive = (fileName: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`${fileName} is a ZIP archive, as azcmagent logs creates it. Extract it, then choose arcproxy.log or himds.log.`,
  );

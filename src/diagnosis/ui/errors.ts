import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';
import type { RemoteOutcome } from '../../kernel/ports';
import { redact } from '../../kernel/redact';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import { type ArchiveProblem, bundleLimits } from '../engine/bundle';

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

export const nothingToProbe = (fileName: string): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: 'targets' },
    l10n.t`${fileName} describes no servers and no clusters, so there is nothing to check.`,
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

const archiveTexts: Readonly<Record<ArchiveProblem, (fileName: string) => string>> = {
  noArchive: (fileName) => l10n.t`${fileName} is no complete ZIP archive. Copy it again, or create it again.`,
  damagedArchive: (fileName) => l10n.t`The ZIP archive ${fileName} is damaged. Copy it again, or create it again.`,
  tooManyEntries: (fileName) =>
    l10n.t`The ZIP archive ${fileName} has more than ${bundleLimits.entries} files, so it isn’t one of azcmagent logs. Nothing was unpacked.`,
  largeFormat: (fileName) =>
    l10n.t`The ZIP archive ${fileName} has the format for very large archives, which isn’t supported. Extract it, and choose the folder.`,
};

export const archiveNotRead = (fileName: string, problem: ArchiveProblem): ArcError =>
  new ArcError({ code: 'Unsupported' }, archiveTexts[problem](fileName));

const megabyte = 1024 * 1024;

export const archiveTooLarge = (fileName: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`${fileName} is larger than ${bundleLimits.archiveBytes / megabyte} MB. Extract it, and choose single logs.`,
  );

/** `reason` is a part of a sentence that `problemText` gives. */
export const nothingRead = (name: string, path: string, reason: string): ArcError =>
  new ArcError({ code: 'Unsupported' }, l10n.t`Nothing in ${name} can be read. ${path}: ${reason}`);

export const tooManyFiles = (name: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`The folder ${name} has more than ${bundleLimits.entries} files. Choose the folder with the logs.`,
  );

export const noProxyPods = (name: string): ArcError =>
  new ArcError(
    { code: 'NotFound', resource: 'pods arc-proxy' },
    l10n.t`The agents of ${name} have no Arc proxy pod. Verify the cluster to see which agents it has; agents that are too old for a gateway have no Arc proxy.`,
  );

export const otherCluster = (context: string, name: string, seen: string): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: 'context' },
    l10n.t`The kubectl context ${context} is not ${name}, but ${seen}. Nothing was read. Choose another context for this cluster.`,
  );

export const contextNotProven = (context: string, name: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`The cluster of the context ${context} doesn’t say which resource in Azure it is, so it can’t be proven to be ${name}. Nothing was read.`,
  );

export const nothingFollowed = (): ArcError =>
  new ArcError({ code: 'Precondition' }, l10n.t('No Arc proxy log is being followed in this window.'));

import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';
import type { RemoteOutcome } from '../../kernel/ports';
import { redact } from '../../kernel/redact';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import { listOf } from '../../kernel/text/phrases';
import type { FleetProblem } from '../engine';

export const nothingVerified = (): ArcError =>
  new ArcError({ code: 'Precondition' }, l10n.t('Nothing was verified in this window yet. Verify a machine first.'));

export const notPrepared = (): ArcError =>
  new ArcError({ code: 'Bug' }, l10n.t('A machine was verified before the verification was prepared.'));

export const noSiteFileOpen = (): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: '' },
    l10n.t('Open a site file (*.arc.json) first, or right-click one in the Explorer.'),
  );

export const nothingToVerify = (name: string): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: 'resource' },
    l10n.t`There is nothing to verify: no machine or cluster uses ${name}.`,
  );

export const noMachinesNamed = (file: string): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: 'targets.servers.machines' },
    l10n.t`${file} names no machines. Set its servers to “connected already”, and list the names of their resources in Azure under targets.servers.machines.`,
  );

const fleetProblems: Readonly<Record<FleetProblem, string>> = {
  noJson: l10n.t('This file is not valid JSON. Choose the file that the fleet playbook wrote.'),
  tooDeep: l10n.t(
    'This file is nested more deeply than a result of the fleet playbook. Choose the file that the playbook wrote.',
  ),
  tooLong: l10n.t('This file is too large. Verify the fleet in parts, with ansible-playbook --limit.'),
  noFleetResult: l10n.t(
    'This file is not the result of a fleet verification. Choose the file that the fleet playbook wrote.',
  ),
  newerVersion: l10n.t('A newer version of this extension wrote the playbook. Update the extension.'),
  damaged: l10n.t('The result of this fleet verification is damaged: it has no time or no hosts.'),
};

export const fleetResultNotRead = (file: string, problem: FleetProblem): ArcError =>
  new ArcError({ code: 'InvalidInput', field: 'file' }, `${file}: ${fleetProblems[problem]}`);

/** `reasons`: of what was found, why no button does it. */
export const nothingToFix = (names: readonly string[], reasons: readonly string[]): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    reasons.length === 0
      ? l10n.t`The last verification found nothing to fix on ${listOf(names.slice(0, 5))}. Verify again.`
      : `${listOf(names.slice(0, 5))}: ${reasons.join(' ')}`,
  );

export const nothingBlocked = (): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t('Which hosts were blocked is no longer known. Verify the machines again.'),
  );

export const fixJournalNotWritten = (cause: ArcError): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t`The journal of fixes can’t be written, so nothing was changed: ${cause.message}`,
    { cause },
  );

export const upgradeNotSet = (name: string): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    l10n.t`Azure accepted automatic upgrades of ${name}, but does not report them as turned on. Check whether a policy sets agentUpgrade.`,
  );

/** Without an outcome: the system isn’t known, so nothing was run. */
export function serviceNotRunning(name: string, outcome: RemoteOutcome | undefined): ArcError {
  if (outcome === undefined) {
    return new ArcError({ code: 'Unsupported' }, l10n.t`Azure doesn’t report the operating system of ${name}.`);
  }
  const { exitCode, stdout, stderr } = outcome;
  const tail = redact(cleanOutput(stderr || stdout))
    .trim()
    .split('\n')
    .slice(-3)
    .join(' ');
  return new ArcError(
    { code: 'RemoteFailed', exitCode, tail },
    l10n.t`The service does not run on ${name} (exit code ${exitCode}). ${tail}`.trim(),
  );
}

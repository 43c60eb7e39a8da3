import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';
import type { ItemResult } from '../engine';

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

export const noGatewayReady = (): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t('No gateway is ready. Create one, or wait until an existing one is ready.'),
  );

export const noOtherGatewayReady = (): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t('No other gateway is ready. Create one, or wait until an existing one is ready.'),
  );

export const inventoryReloaded = (): ArcError =>
  new ArcError({ code: 'Conflict' }, l10n.t('The inventory was reloaded. Try again.'));

export const itemFailed = (name: string, { status, reason = l10n.t('The change failed.') }: ItemResult): ArcError =>
  new ArcError({ code: status === 'changed' ? 'Conflict' : 'OperationFailed' }, `${name}: ${reason}`);

export const noReport = (): ArcError =>
  new ArcError(
    { code: 'NotFound', resource: 'report' },
    l10n.t('There is no report because no association has been changed yet.'),
  );

export const nothingFailed = (): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t('Nothing failed in the latest run, or the failed resources are no longer in the inventory.'),
  );

export const runUnderWay = (): ArcError =>
  new ArcError(
    { code: 'Conflict' },
    l10n.t('A run is in progress. Wait until it ends, or cancel it in the status bar.'),
  );

export const runningElsewhere = (): ArcError =>
  new ArcError({ code: 'Conflict' }, l10n.t('A run is in progress in another window. Wait until it ends.'));

export const noRunUnderWay = (): ArcError => new ArcError({ code: 'Precondition' }, l10n.t('No run is in progress.'));

export const noRunToResume = (): ArcError =>
  new ArcError({ code: 'Precondition' }, l10n.t('There is no run to resume.'));

export const offerOutOfDate = (): ArcError =>
  new ArcError({ code: 'Conflict' }, l10n.t('This offer is out of date because another run is in progress.'));

export const runInterrupted = (journal: string): ArcError =>
  new ArcError(
    { code: 'Conflict', interruptedRun: journal },
    l10n.t('An earlier run was interrupted. Resume or discard it first.'),
  );

export const runOfNewerVersion = (journal: string): ArcError =>
  new ArcError(
    { code: 'Conflict', interruptedRun: journal },
    l10n.t(
      'A newer version of this extension started a run that was interrupted. Update the extension to resume it, or discard it. Its journal is kept.',
    ),
  );

export const runOfOtherEnvironment = (environment: string, current: string): ArcError =>
  inOtherPlace(
    l10n.t`This run belongs to ${environment}, but ${current} is selected. Switch to ${environment}, then resume.`,
  );

export const runOfOtherTenant = (tenantId: string): ArcError =>
  inOtherPlace(
    l10n.t`This run belongs to the tenant ${tenantId}, but another one is selected. Switch to that tenant, then resume.`,
  );

const inOtherPlace = (message: string): ArcError =>
  new ArcError({ code: 'SignedOut', obstacle: 'wrongTenant' }, message);

export const journalFolderNotWritable = (folder: string, cause: unknown): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t`The run’s journal can’t be written, so nothing is sent to Azure: ${messageOf(cause)}. Make the folder ${folder} writable, and free disk space if needed.`,
    { cause },
  );

export const journalNotWritten = (cause: unknown): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t`The journal can’t be written, so nothing is sent to Azure: ${messageOf(cause)}`,
    { cause },
  );

export const journalClosing = (): ArcError =>
  new ArcError({ code: 'Precondition' }, l10n.t('Nothing more is sent to Azure because this window is closing.'));

export const journalTaken = (): ArcError =>
  new ArcError(
    { code: 'Conflict' },
    l10n.t('Nothing more is sent to Azure from here because another window continues the run. Cancel it here.'),
  );

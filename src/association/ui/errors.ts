import { ArcError } from '../../kernel/errors';
import type { ItemResult } from '../engine';

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

export const noGatewayReady = (): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    'There is no gateway that is ready. Create one, or wait until the one you have is created.',
  );

export const inventoryReloaded = (): ArcError =>
  new ArcError({ code: 'Conflict' }, 'The inventory was read anew. Try again.');

/** What became of a single resource that did not come to what was wanted. */
export const itemFailed = (name: string, { status, reason = 'It failed.' }: ItemResult): ArcError =>
  new ArcError({ code: status === 'changed' ? 'Conflict' : 'OperationFailed' }, `${name}: ${reason}`);

export const noReport = (): ArcError =>
  new ArcError({ code: 'NotFound', resource: 'report' }, 'There is no report: nothing has been associated yet.');

export const nothingFailed = (): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    'Nothing of the latest run has failed, or what has is not in the inventory any more.',
  );

export const runUnderWay = (): ArcError =>
  new ArcError({ code: 'Conflict' }, 'A run is under way. Wait until it has ended, or cancel it in the status bar.');

export const runningElsewhere = (): ArcError =>
  new ArcError({ code: 'Conflict' }, 'A run is under way in another window. Wait until it has ended.');

export const noRunUnderWay = (): ArcError => new ArcError({ code: 'Precondition' }, 'No run is under way.');

export const noRunToResume = (): ArcError => new ArcError({ code: 'Precondition' }, 'No run waits to be resumed.');

export const offerOutOfDate = (): ArcError =>
  new ArcError({ code: 'Conflict' }, 'This offer is out of date: a run is under way already.');

export const runInterrupted = (journal: string): ArcError =>
  new ArcError(
    { code: 'Conflict', interruptedRun: journal },
    'An earlier run was interrupted. Resume it or discard it first.',
  );

/** Of a run that only a newer version can resume. */
export const runOfNewerVersion = (journal: string): ArcError =>
  new ArcError(
    { code: 'Conflict', interruptedRun: journal },
    'A change of associations was interrupted that a newer version of this extension began. Update the extension to resume it, or discard it; its journal is kept.',
  );

export const runOfOtherEnvironment = (environment: string, current: string): ArcError =>
  inOtherPlace(`This run belongs to ${environment}, and ${current} is in use now.`);

export const runOfOtherTenant = (tenantId: string): ArcError =>
  inOtherPlace(`This run belongs to the tenant ${tenantId}, and another one is in use now.`);

const inOtherPlace = (message: string): ArcError =>
  new ArcError({ code: 'SignedOut', obstacle: 'wrongTenant' }, `${message} Go back to it, then resume.`);

export const journalFolderNotWritable = (folder: string, cause: unknown): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    `The journal of a run cannot be written, so nothing is sent to Azure: ${messageOf(cause)}. Make the folder ${folder} writable, and its disk have room.`,
    { cause },
  );

export const journalNotWritten = (cause: unknown): ArcError =>
  new ArcError({ code: 'Precondition' }, notWritten(messageOf(cause)), { cause });

export const journalClosing = (): ArcError => new ArcError({ code: 'Conflict' }, notWritten('this window is closing.'));

export const journalTaken = (): ArcError =>
  new ArcError({ code: 'Conflict' }, notWritten('another window goes on with the run. Cancel it here.'));

const notWritten = (reason: string): string => `The journal cannot be written, so nothing is sent to Azure: ${reason}`;

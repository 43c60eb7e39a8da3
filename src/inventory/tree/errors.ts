import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';

export const notLoaded = (): ArcError =>
  new ArcError({ code: 'Precondition' }, l10n.t('The inventory is not loaded. Refresh the view, then try again.'));

export const nothingToChoose = (): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t('Nothing in the inventory fits this command. Refresh the view if it should.'),
  );

export const noDirectMembers = (gateway: string): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t`There is no machine or cluster without a gateway that could be added to ${gateway}.`,
  );

export const noMembers = (gateway: string): ArcError =>
  new ArcError({ code: 'Precondition' }, l10n.t`No machine or cluster uses ${gateway}.`);

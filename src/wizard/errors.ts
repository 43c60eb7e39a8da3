import * as l10n from '@vscode/l10n';
import { ArcError } from '../kernel/errors';

export const documentNotChanged = (): ArcError =>
  new ArcError(
    { code: 'Conflict' },
    l10n.t('The document could not be changed: it is read-only, or was just changed on disk.'),
  );

const invalidSite = (field: string, message: string): ArcError =>
  new ArcError({ code: 'InvalidInput', field }, message);

export const notSiteFile = (): ArcError =>
  invalidSite('', l10n.t('This file cannot be read as a site file. Open it as text to fix it.'));

export const incompleteSite = (field: string, problem: string): ArcError =>
  invalidSite(field, l10n.t`The site file is incomplete: ${problem}`);

export const noScriptsPossible = (field: string, problem: string): ArcError =>
  invalidSite(field, l10n.t`No scripts can be generated: ${problem}`);

export const scriptOutdated = (fileName: string): ArcError =>
  invalidSite('', l10n.t`${fileName} is not among the current scripts.`);

export const findingGone = (): ArcError =>
  new ArcError({ code: 'Conflict' }, l10n.t('The site has changed meanwhile, and this is no longer found in it.'));

import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';

/** `field`: index of the row and name of the count, as `0.servers`. */
export const countInvalid = (field: string): ArcError =>
  new ArcError({ code: 'InvalidInput', field }, l10n.t('Enter a whole number, zero or greater.'));

export const routeTargetInvalid = (message: string): ArcError =>
  new ArcError({ code: 'InvalidInput', field: 'host' }, message);

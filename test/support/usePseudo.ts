import * as l10n from '@vscode/l10n';
import { collectStrings } from '../../build/strings.mjs';

// Before any module of the product is read: texts of some are made then. English of another language tag, so that plurals
// and lists are as in English, and what is asked for in English is told from what is asked for in this language.
l10n.config({
  contents: Object.fromEntries(
    Object.entries(collectStrings()).map(([key, value]) => [
      key,
      typeof value === 'object' && value.message === 'en' ? 'en-XA' : `[${key}]`,
    ]),
  ),
});

import * as l10n from '@vscode/l10n';
import { collectStrings } from '../../build/strings.mjs';

// Before any module of the product is read: texts of some are made then.
l10n.config({ contents: Object.fromEntries(Object.keys(collectStrings()).map((key) => [key, `[${key}]`])) });

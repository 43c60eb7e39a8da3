import * as l10n from '@vscode/l10n';

// Must be the first import: some modules look their texts up while they load.
const translation = document.getElementById('l10n')?.textContent;
if (translation) l10n.config({ contents: translation });

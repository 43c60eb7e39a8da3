import * as l10n from '@vscode/l10n';

// Import first: some modules look up texts while loading.
const translation = document.getElementById('l10n')?.textContent;
if (translation) l10n.config({ contents: translation });

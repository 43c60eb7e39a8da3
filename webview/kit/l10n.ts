import * as l10n from '@vscode/l10n';

// Imported before whatever says something: the texts of some modules are made when those are read.
const translation = document.getElementById('l10n')?.textContent;
if (translation) l10n.config({ contents: translation });

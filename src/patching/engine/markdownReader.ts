import { containerReader, mainLanguage } from './container';
import { fencedScripts } from './markdown';
import type { ScriptReader, ShellReader } from './reader';
import type { ShellLanguage } from './syntaxTree';

export const markdownReader = (shell: ShellReader): ScriptReader => containerReader('markdown', shell, fencedScripts);

export const markdownLanguage = (text: string): ShellLanguage => mainLanguage(fencedScripts(text));

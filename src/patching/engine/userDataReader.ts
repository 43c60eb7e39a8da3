import { containerReader } from './container';
import type { ScriptReader, ShellReader } from './reader';
import { taggedScripts } from './userData';

export const userDataReader = (shell: ShellReader): ScriptReader => containerReader('userData', shell, taggedScripts);
